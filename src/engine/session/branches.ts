import { nextAsked, placed, type Asked } from './asked.ts';
import type { ClassList } from './classList.ts';
import type { Situation } from './situation.ts';
import { applyAnswer } from './progress.ts';
import type { RankingCache } from './rankingCache.ts';

/** Classes for which the next question is computed ahead; more are seldom worth their time. */
const mostClasses = 12;

/** One possible answer to the question on screen, and what would follow. */
export interface Branch {
  /** Class name; empty for skipping. */
  readonly answer: string;
  readonly situation: Situation;
}

/** The likeliest answers to a question, likeliest first: the predicted class, then the most frequent ones, then skipping. */
export function branchesOf(asked: Asked, situation: Situation, classes: ClassList): readonly Branch[] {
  const counts = countLabels(situation);
  const likely = classes.shown
    .toSorted(
      (a, b) =>
        Number(b.number === asked.predicted) - Number(a.number === asked.predicted) ||
        (counts.get(b.number) ?? 0) - (counts.get(a.number) ?? 0),
    )
    .slice(0, mostClasses);
  return [
    ...likely.map(({ name, number }) => branchOf(name, number, asked.row, situation)),
    branchOf('', null, asked.row, situation),
  ];
}

const branchOf = (answer: string, label: number | null, row: number, from: Situation): Branch => ({
  answer,
  situation: { ...from, progress: applyAnswer(from.progress, { row, label }) },
});

function countLabels({ progress }: Situation): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const row of progress.labeled) {
    const label = progress.labels[row]!;
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return counts;
}

/**
 * What is known of the questions that may follow, by answer.
 * @param substitute what is asked after an answer whose ranking is not known, where that is not worth waiting for.
 */
export function knownNext(
  branches: readonly Branch[],
  rankings: RankingCache,
  substitute: ((situation: Situation) => Asked | null) | undefined,
): ReadonlyMap<string, Asked | null> {
  const known = new Map<string, Asked | null>();
  for (const { answer, situation } of branches) {
    const chosen = nextAsked(situation, rankings);
    const asked = chosen === undefined ? substitute?.(situation) : chosen;
    if (asked !== undefined) known.set(answer, asked && placed(asked, situation));
  }
  return known;
}
