import type { ImportedLine } from '../types.ts';
import { plainName, type FieldValue, type SourceRecord } from './records.ts';

/** What Prodigy writes beside a label: only what was accepted is one. */
const answers: Readonly<Record<string, ImportedLine['answer']>> = {
  accept: undefined,
  reject: 'rejected',
  ignore: 'ignored',
};

const isAnswer = (value: FieldValue): value is string =>
  typeof value === 'string' && Object.hasOwn(answers, plainName(value));

/** Whether a column `answer` holds Prodigy's answers; a table of questions may have one of its own. */
export const usesAnswers = (records: readonly SourceRecord[], names: readonly string[]): boolean =>
  names.length > 0 &&
  records.some((record) => names.some((name) => isAnswer(record.values[record.names.indexOf(name)] ?? null)));

/** Undefined where the label was accepted. Without an answer it is a proposal, and no label yet. */
export const answerOf = (value: FieldValue): ImportedLine['answer'] =>
  isAnswer(value) ? answers[plainName(value)] : 'unanswered';
