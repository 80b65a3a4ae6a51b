import type { Card } from './save.ts';

/** Cells held out below which nothing can be said of differences. */
const fewestJudged = 2;

/** What a person wants to know of a regressor, losing included. */
export function describeCard({ nodes, bytes, outOfBagRSquared, heldOutByCell }: Card): string {
  const size = `${nodes} nodes, ${bytes} bytes.`;
  const { cells, rSquared, reductions, versusRandom, versusUncertainty } = heldOutByCell;
  if (cells < fewestJudged)
    return `${size}\nToo few datasets to hold some out and judge it: raise --datasets.`;
  const points = (share: number): string => (100 * share).toFixed(2);
  const gain = ({ difference, stderr }: typeof versusRandom): string =>
    `${difference < 0 ? '−' : '+'}${points(Math.abs(difference))} ± ${points(stderr)}`;
  return [
    size,
    `R² ${outOfBagRSquared.toFixed(3)} out of bag, ${rSquared.toFixed(3)} held out by cell.`,
    `Held out, the label it picks lowers the loss by ${points(reductions.lal)} percentage points: ${gain(versusRandom)} against a random one, ${gain(versusUncertainty)} against uncertainty.`,
  ].join('\n');
}
