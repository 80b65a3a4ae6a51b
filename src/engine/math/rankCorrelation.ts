import { doubledRanks } from './ranks.ts';

/**
 * Spearman's rank correlation, from −1 to 1; equal values share their mean rank. NaN where all values of a side are equal.
 * @param b as many values as `a`; none of either is NaN.
 */
export function rankCorrelation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [x, y] = [doubledRanks(a), doubledRanks(b)];
  const center = x.length + 1;
  let products = 0;
  let squaresX = 0;
  let squaresY = 0;
  for (let index = 0; index < x.length; index++) {
    products += (x[index]! - center) * (y[index]! - center);
    squaresX += (x[index]! - center) ** 2;
    squaresY += (y[index]! - center) ** 2;
  }
  return products / Math.sqrt(squaresX * squaresY);
}
