import { nearest } from '../nearest.ts';
import type { Translate } from '../translate.ts';
import type { ImportProblem, PassedOver, PassedOverReason, Respelled, SortedImport } from './sortImport.ts';

/** Names of the dataset, from which suggestions are drawn. */
export interface KnownNames {
  readonly ids: readonly string[];
  readonly classes: readonly string[];
}

/** Problems, spellings and notes that are shown one by one; the others are counted. */
const shownOneByOne = 3;

type Sentence = (passed: PassedOver, t: Translate) => string;

const passedOverSentences: Readonly<Record<PassedOverReason, Sentence>> = {
  unlabeled: ({ count, line }, t) =>
    count === 1
      ? t('1 row without a label was passed over (line {0}).', line)
      : t('{0} rows without a label were passed over; the first is line {1}.', count, line),
  rejected: ({ count, line }, t) =>
    count === 1
      ? t('1 rejected answer was passed over (line {0}).', line)
      : t('{0} rejected answers were passed over; the first is line {1}.', count, line),
  ignored: ({ count, line }, t) =>
    count === 1
      ? t('1 ignored answer was passed over (line {0}).', line)
      : t('{0} ignored answers were passed over; the first is line {1}.', count, line),
  unanswered: ({ count, line }, t) =>
    count === 1
      ? t('1 row that was not accepted was passed over (line {0}).', line)
      : t('{0} rows that were not accepted were passed over; the first is line {1}.', count, line),
};

/** What was in order and gave no label, and why. */
export const describePassedOver = ({ passedOver }: SortedImport, t: Translate): readonly string[] =>
  [...passedOver].map(([reason, passed]) => passedOverSentences[reason](passed, t));

/** What an import has done, beginning with the labels. */
export function describeImport(sorted: SortedImport, t: Translate): readonly string[] {
  const { fresh, unchanged, flags, notes } = sorted;
  const sentences = [
    fresh.length === 1 ? t('1 label was imported.') : t('{0} labels were imported.', fresh.length),
  ];
  if (unchanged > 0)
    sentences.push(
      unchanged === 1 ? t('1 label was there already.') : t('{0} labels were there already.', unchanged),
    );
  if (flags.length > 0)
    sentences.push(
      flags.length === 1 ? t('1 sample was flagged.') : t('{0} samples were flagged.', flags.length),
    );
  if (notes.size > 0)
    sentences.push(notes.size === 1 ? t('1 note was imported.') : t('{0} notes were imported.', notes.size));
  return [...sentences, ...describePassedOver(sorted, t)];
}

/** What was read in another way than it is written, for the person to judge. */
export function describeReading(sorted: SortedImport, t: Translate): readonly string[] {
  const { respelled, replacedNotes, keptFlags } = sorted;
  const sentences: string[] = [];
  if (respelled.length > 0) sentences.push(describeSpellings(respelled, t));
  for (const { line, by } of replacedNotes.slice(0, shownOneByOne))
    sentences.push(t('The note in line {0} replaces that in line {1} on the same sample.', by, line));
  if (replacedNotes.length > shownOneByOne)
    sentences.push(t('{0} more notes replace earlier ones.', replacedNotes.length - shownOneByOne));
  if (keptFlags > 0)
    sentences.push(
      keptFlags === 1
        ? t('1 sample stays flagged, though the file says it is not.')
        : t('{0} samples stay flagged, though the file says they are not.', keptFlags),
    );
  return sentences;
}

function describeSpellings(respelled: readonly Respelled[], t: Translate): string {
  const shown = respelled
    .slice(0, shownOneByOne)
    .map(({ from, to }) => t('{0} as {1}', visible(from), visible(to)))
    .join(', ');
  const others = respelled.length - shownOneByOne;
  return others > 0 ? t('Read {0}, and {1} more in another spelling.', shown, others) : t('Read {0}.', shown);
}

/** Quoted where there is something in it that is not seen. */
const visible = (text: string): string => (/^[^\s"]+$/u.test(text) ? text : JSON.stringify(text));

/** The first problems, and how many more there are; each begins with `line n`. */
export function describeProblems(
  problems: readonly ImportProblem[],
  known: KnownNames,
  t: Translate,
): readonly string[] {
  const shown = problems.slice(0, shownOneByOne).map((problem) => describeProblem(problem, known, t));
  const others = problems.length - shown.length;
  if (others === 0) return shown;
  return [...shown, others === 1 ? t('1 more such line') : t('{0} more such lines', others)];
}

function describeProblem(problem: ImportProblem, { ids, classes }: KnownNames, t: Translate): string {
  const { line } = problem;
  switch (problem.kind) {
    case 'sample': {
      const meant = nearest(problem.id, ids);
      return meant === undefined
        ? t('line {0}: there is no sample "{1}"', line, problem.id)
        : t('line {0}: there is no sample "{1}" (did you mean "{2}"?)', line, problem.id, meant);
    }
    case 'class': {
      const meant = nearest(problem.label, classes);
      return meant === undefined
        ? t('line {0}: there is no class "{1}"', line, problem.label)
        : t('line {0}: there is no class "{1}" (did you mean "{2}"?)', line, problem.label, meant);
    }
    case 'several':
      return t(
        'line {0}: several labels ({1}), and here a sample has one class',
        line,
        problem.labels.slice(0, 5).map(visible).join(', '),
      );
    case 'contradiction': {
      const { label, earlier } = problem;
      return t(
        'line {0}: "{1}" is "{2}" here and "{3}" in line {4}',
        line,
        earlier.id,
        label,
        earlier.label,
        earlier.line,
      );
    }
  }
}
