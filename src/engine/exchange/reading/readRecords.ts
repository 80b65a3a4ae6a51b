import { HumanError } from '../../errors.ts';
import type { Translate } from '../../translate.ts';
import type { ImportedFile, ImportedLine, ReadOptions } from '../types.ts';
import { answerOf, usesAnswers } from './answers.ts';
import {
  findColumns,
  listNames,
  positionsOf,
  type Columns,
  type Positions,
  type Wording,
} from './columns.ts';
import { readFlag, readNote, type Remark } from './remarks.ts';
import { isUnreadable, plainName, type FieldValue, type SourceRecord } from './records.ts';

/** A file as records, before it is known what its columns mean. */
export interface RecordFile {
  /** Name of the file, for sentences. */
  readonly file: string;
  readonly wording: Wording;
  /** Every name, once, in the order of the file. */
  readonly names: readonly string[];
  readonly records: readonly SourceRecord[];
}

/**
 * What the records say about samples: their labels, whether those were accepted, flags and notes.
 * @throws HumanError, UsageError and LabelColumnError that name the file and the line.
 */
export function readRecords(source: RecordFile, options: ReadOptions): ImportedFile {
  const { wording, names, records } = source;
  const { t } = options;
  const { columns, notices } = findColumns(names, options, wording);
  const hasAnswers = usesAnswers(records, columns.answer);
  const readable = hasAnswers ? columns : { ...columns, answer: [] };
  const unread: string[] = [];
  const readLine = lineReader(source, readable, t, unread);
  const lines = records.map(readLine);
  const passed = sayUnusedNames(names, readable, wording, t);
  return { lines, notices: [...notices, ...passed, ...firstOf(unread, t)] };
}

/** @param unread takes sentences about flags and notes that cannot be read. */
function lineReader(
  { file, wording }: RecordFile,
  columns: Columns,
  t: Translate,
  unread: string[],
): (record: SourceRecord) => ImportedLine {
  const positions = positionsIn(columns, file, wording);
  const hasAnswers = columns.answer.length > 0;
  const keep = <Value>({ value, notice }: Remark<Value>): Value | undefined => {
    if (notice !== undefined) unread.push(notice);
    return value;
  };
  return (record) => {
    const place = `${file}, line ${record.line}`;
    const at = positions(record);
    const flagged = keep(readFlag(fieldOf(record, columns.flagged), place, t));
    const note = keep(readNote(fieldOf(record, columns.note), place, t));
    const answer = hasAnswers ? answerOf(fieldOf(record, columns.answer)) : undefined;
    return {
      line: record.line,
      id: readId(record.values[at.id] ?? null, place),
      // What was rejected need not be readable.
      label: answer === undefined ? readLabel(record.values[at.label] ?? null, columns.label, place) : null,
      ...(answer !== undefined && { answer }),
      ...(flagged !== undefined && { flagged }),
      ...(note !== undefined && { note }),
    };
  };
}

/** A few sentences about single lines, and how many more there are. */
const firstOf = (sentences: readonly string[], t: Translate, shown = 2): readonly string[] =>
  sentences.length <= shown + 1
    ? sentences
    : [...sentences.slice(0, shown), t('{0} more flags and notes were not read.', sentences.length - shown)];

/** The places of id and label in a record; looked up once for all lines of a table, which share their names. */
function positionsIn(
  columns: Columns,
  file: string,
  { place, columns: kind }: Wording,
): (record: SourceRecord) => Positions {
  let last: readonly string[] | undefined;
  let positions: Positions = { id: -1, label: -1 };
  return ({ names, line }) => {
    if (names === last) return positions;
    last = names;
    return (positions = positionsOf(names, columns, kind === 'columns' ? place : `${file}, line ${line}`));
  };
}

/** The first value that is there. */
function fieldOf({ names, values }: SourceRecord, wanted: readonly string[]): FieldValue {
  for (const name of wanted) {
    const value = values[names.indexOf(name)];
    if (value !== undefined && value !== null) return value;
  }
  return null;
}

function readId(value: FieldValue, place: string): string {
  if (typeof value === 'string' && value !== '') return value;
  const found = value === null || value === '' ? 'there is no id' : `the id is ${kindOf(value)}`;
  throw new HumanError(`${place}: ${found}; mend or remove the line.`);
}

function readLabel(value: FieldValue, names: readonly string[], place: string): ImportedLine['label'] {
  if (value === null) return null;
  if (typeof value === 'string') return value === '' ? null : value;
  if (isUnreadable(value))
    throw new HumanError(
      `${place}: ${listNames(names)} is ${value.unreadable}, where the name of a class is expected; mend or remove the line.`,
    );
  const classes = [...new Set(value.filter((name) => name !== ''))];
  return classes.length > 1 ? classes : (classes[0] ?? null);
}

const kindOf = (value: FieldValue): string =>
  value !== null && isUnreadable(value) ? value.unreadable : 'a list';

/** Columns without a meaning here are named, so that nothing is thought to have been imported. */
function sayUnusedNames(
  names: readonly string[],
  columns: Columns,
  { columns: kind }: Wording,
  t: Translate,
): readonly string[] {
  const accepted = columns.label.some((name) => plainName(name) === 'accept')
    ? [t('The labels were read from accept, as Prodigy writes them.')]
    : [];
  const used = new Set(Object.values(columns).flat());
  const others = names.filter((name) => !used.has(name));
  if (others.length === 0) return accepted;
  const list = listNames(others);
  const unused = kind === 'keys' ? t('Keys not imported: {0}.', list) : t('Columns not imported: {0}.', list);
  return [...accepted, unused];
}
