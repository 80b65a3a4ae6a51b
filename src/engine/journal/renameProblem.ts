import type { JournalState } from './types.ts';

/** What is wrong with a new name of a class. */
export interface RenameProblem {
  /** `taken` by another class, or by labels of one that the dataset does not have any more; `former` name of another class. */
  readonly kind: 'empty' | 'same' | 'taken' | 'former';
  /** The class the name stands for. */
  readonly owner: string;
}

/**
 * Why a class cannot get a name: labels of two classes would be taken for one's. Null for a name that is free.
 * @param classes names of the dataset's classes after every rename and merge.
 */
export function renameProblem(
  { labels, successor }: JournalState,
  classes: readonly string[],
  from: string,
  to: string,
): RenameProblem | null {
  const owner = successor(to);
  if (to === '') return { kind: 'empty', owner };
  if (to === from) return { kind: 'same', owner };
  if (classes.includes(to) || [...labels.values()].some(({ label }) => label === to))
    return { kind: 'taken', owner };
  return owner === to || owner === from ? null : { kind: 'former', owner };
}
