import { doubledRanks } from './ranks.ts';
import { sum } from './sum.ts';

/**
 * Two-sided p-value of Wilcoxon's signed-rank test for paired differences around 0, exact: every sign is as likely for
 * every difference. Zeros are left out, equal sizes share their mean rank; 1 for no differences at all.
 */
export function signedRankTest(differences: readonly number[]): number {
  const signed = differences.filter((difference) => difference !== 0);
  if (signed.length === 0) return 1;
  const ranks = [...doubledRanks(signed.map(Math.abs))];
  const total = sum(ranks);
  const positive = sum(ranks.filter((_, index) => signed[index]! > 0));
  const least = Math.min(positive, total - positive);
  const chances = chancesOfSums(ranks, total);
  return Math.min(1, 2 * sum(chances.subarray(0, least + 1)));
}

/** Probability of each sum of ranks when each counts or not with the same chance. */
function chancesOfSums(ranks: readonly number[], total: number): Float64Array {
  const chances = new Float64Array(total + 1);
  chances[0] = 1;
  let greatest = 0;
  for (const rank of ranks) {
    greatest += rank;
    for (let value = greatest; value >= 0; value--) {
      chances[value] = (chances[value]! + (value >= rank ? chances[value - rank]! : 0)) / 2;
    }
  }
  return chances;
}
