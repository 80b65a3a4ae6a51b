import type { Card } from './save.ts';

/** Cells held out below which nothing can be said of differences. */
const fewestJudged = 2;

/** Three decimals, with a real minus: worse than the mean is possible. */
const signedScore = (value: number): string => `${value < 0 ? '−' : ''}${Math.abs(value).toFixed(3)}`;

/** What a person wants to know of a regressor, losing included. */
export function describeCard({ nodes, bytes, outOfBagRSquared, heldOutByCell }: Card): string {
  const size = `${nodes} nodes, ${bytes} bytes.`;
  const { cells, rSquared, reductions, versusRandom, versusUncertainty } = heldOutByCell;
  if (cells < fewestJudged)
    return `${size}\nToo few datasets to hold some out and judge it: raise --datasets.`;
  const points = (share: number): string => `${share < 0 ? '−' : ''}${(100 * Math.abs(share)).toFixed(2)}`;
  const gain = ({ difference, stderr }: typeof versusRandom): string =>
    `${difference < 0 ? '' : '+'}${points(difference)} ± ${points(stderr)}`;
  return [
    size,
    `R² ${signedScore(outOfBagRSquared)} out of bag, ${signedScore(rSquared)} held out by cell.`,
    `Held out, the label it picks lowers the loss by ${points(reductions.lal)} percentage points: ${gain(versusRandom)} against a random one, ${gain(versusUncertainty)} against uncertainty.`,
  ].join('\n');
}
