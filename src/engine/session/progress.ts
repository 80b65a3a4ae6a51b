import type { ActionEntry, JournalState } from '../journal/types.ts';
import { type CountedClass, noticeAlikeClasses } from './alikeClasses.ts';
import type { ClassList } from './classList.ts';
import { journalNotices } from './journalNotices.ts';
import type { DatasetFacts } from './types.ts';

/** Labels of rows without a class number. */
export const unlabeled = -1;
/** A label whose class the dataset does not have: not asked again, and not learned from. */
export const unknownClass = -2;

/** What has been answered so far, by row. Never changed; an answer gives a new one. */
export interface Progress {
  /** Class number of each row, {@link unlabeled} or {@link unknownClass}. */
  readonly labels: Int32Array;
  /** Labeled rows, labels the data came with first, then in the order in which they were given. */
  readonly labeled: readonly number[];
  /** How many of them the data came with. */
  readonly existing: number;
  /** Rows left for later, longest ago first. */
  readonly skipped: readonly number[];
  /** For each of them how many rows were labeled by then. */
  readonly skippedAfter: readonly number[];
  /** What the classes are called by now, where they are not called as in the dataset. */
  readonly classNames?: readonly string[];
}

/** An answer to one question; null skips. */
export interface Answer {
  readonly row: number;
  readonly label: number | null;
}

export interface DerivedProgress {
  readonly progress: Progress;
  readonly notices: readonly string[];
}

/** Progress from the dataset and its journal. */
export function deriveProgress(
  facts: DatasetFacts,
  rowOf: ReadonlyMap<string, number>,
  classes: ClassList,
  state: JournalState,
): DerivedProgress {
  const labels = facts.existingLabels.slice();
  const labeled: number[] = [];
  for (let row = 0; row < labels.length; row++) {
    if (labels[row]! < 0) continue;
    labels[row] = classes.resolve(labels[row]!);
    labeled.push(row);
  }
  const existing = labeled.length;
  /** Rows labeled after so many of the journal's labels. */
  const labeledAfter = [existing];
  const lost: string[] = [];
  const unknown = new Set<string>();
  for (const [id, { label }] of state.labels) {
    const row = rowOf.get(id);
    if (row === undefined) lost.push(id);
    else {
      if (labels[row] === unlabeled) labeled.push(row);
      const number = classes.numberOf(label);
      if (number < 0) unknown.add(label);
      labels[row] = number < 0 ? unknownClass : number;
    }
    labeledAfter.push(labeled.length);
  }
  const skips = [...state.skipped].flatMap(([id, after]) => {
    const row = rowOf.get(id);
    return row === undefined || labels[row] !== unlabeled ? [] : [{ row, after: labeledAfter[after]! }];
  });
  const progress = {
    labels,
    labeled,
    existing,
    skipped: skips.map(({ row }) => row),
    skippedAfter: skips.map(({ after }) => after),
    ...(classes.renamed && { classNames: classes.renamed }),
  };
  const alike = noticeAlikeClasses(countClasses(labels, classes));
  return { progress, notices: [...journalNotices(state, lost, unknown), ...alike] };
}

/** The classes as they are called now, with their labels. */
function countClasses(labels: Int32Array, { shown }: ClassList): CountedClass[] {
  const counts = new Map<number, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return shown.map(({ name, number }) => ({ name, count: counts.get(number) ?? 0 }));
}

/** Progress after one more answer, as the journal will say once it has the entry. */
export function applyAnswer(progress: Progress, { row, label }: Answer): Progress {
  const others = withoutSkip(progress, row);
  const known = progress.labels[row] !== unlabeled;
  if (label === null) {
    if (known) return progress;
    const skippedAfter = [...others.skippedAfter, progress.labeled.length];
    return { ...progress, skipped: [...others.skipped, row], skippedAfter };
  }
  const labels = progress.labels.slice();
  labels[row] = label;
  return {
    ...progress,
    labels,
    labeled: known ? progress.labeled : [...progress.labeled, row],
    ...others,
  };
}

/**
 * Progress after entries that were appended to the journal, without going through all of it.
 * @returns null where they change more than one answer each: names of classes, or what is to be told of.
 */
export function appliedEntries(
  before: Progress,
  entries: readonly ActionEntry[],
  rowOf: ReadonlyMap<string, number>,
  classes: ClassList,
): Progress | null {
  let progress = before;
  for (const entry of entries) {
    if (entry.op === 'flag' || entry.op === 'note') continue;
    if (entry.op !== 'label' && entry.op !== 'skip') return null;
    const row = rowOf.get(entry.id);
    const label = entry.op === 'skip' ? null : classes.numberOf(entry.label);
    const isPlain = row !== undefined && label !== -1 && progress.labels[row] !== unknownClass;
    if (!isPlain) return null;
    progress = applyAnswer(progress, { row, label });
  }
  return progress;
}

function withoutSkip({ skipped, skippedAfter }: Progress, row: number) {
  const others = [...skipped.keys()].filter((place) => skipped[place] !== row);
  return {
    skipped: others.map((place) => skipped[place]!),
    skippedAfter: others.map((place) => skippedAfter[place]!),
  };
}
