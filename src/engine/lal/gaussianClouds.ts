import { allocateMatrix, blockRows, offsetOf } from '../matrix.ts';
import type { Rng } from '../rng.ts';
import type { LalTask } from './task.ts';

/** How large a synthetic task is; the defaults are those of the LAL authors' code. */
export interface CloudSizes {
  /** Points to learn from. */
  readonly points: number;
  /** Test points per point to learn from, in the same class proportions. */
  readonly testRatio: number;
  readonly dimensions: number;
  /** Where tasks differ in their dimensions, the most of them: each has between `dimensions` and this, log-uniform. */
  readonly mostDimensions?: number;
}

export const publishedSizes: CloudSizes = { points: 400, testRatio: 10, dimensions: 2 };

/**
 * Two Gaussian clouds of unlike size (`DatasetSimulatedUnbalanced` of the LAL authors): the share of class 1 is
 * U(0.1, 0.9); each class has its mean in U(0, 1)ᵈ and the covariance A·Aᵀ with entries of A in U(−0.5, 0.5).
 * Nothing is standardized. Test rows come first.
 */
export function drawClouds(rng: Rng, { points, testRatio, ...range }: CloudSizes = publishedSizes): LalTask {
  const dimensions = drawDimensions(rng, range);
  const ofSecond = Math.floor(points * ((rng.uniform() - 0.5) * 0.8 + 0.5));
  const ofFirst = points - ofSecond;
  const testCount = points * testRatio;
  const features = allocateMatrix(testCount + points, dimensions);
  const labels = new Int32Array(features.rows);
  const second = drawCloud(rng, dimensions);
  const first = drawCloud(rng, dimensions);
  let row = 0;
  for (const times of [testRatio, 1]) {
    row = fillRows({ features, labels }, row, ofSecond * times, 1, second);
    row = fillRows({ features, labels }, row, ofFirst * times, 0, first);
  }
  return { features, labels, testCount };
}

function drawDimensions(
  rng: Rng,
  { dimensions, mostDimensions = dimensions }: Pick<CloudSizes, 'dimensions' | 'mostDimensions'>,
): number {
  if (mostDimensions === dimensions) return dimensions;
  const ratio = (mostDimensions + 1) / dimensions;
  return Math.min(mostDimensions, Math.floor(dimensions * ratio ** rng.uniform()));
}

/** A point is `mean + mixing · z`, z standard normal. */
interface Cloud {
  readonly mean: Float64Array;
  /** d × d, row-major. */
  readonly mixing: Float64Array;
  readonly normal: NormalDraws;
}

const drawCloud = (rng: Rng, dimensions: number): Cloud => ({
  mean: Float64Array.from({ length: dimensions }, () => rng.uniform()),
  mixing: Float64Array.from({ length: dimensions * dimensions }, () => rng.uniform() - 0.5),
  normal: new NormalDraws(rng),
});

/** Standard normal numbers, two from every two uniform ones (Box and Muller 1958). */
class NormalDraws {
  readonly #rng: Rng;
  #spare = NaN;

  constructor(rng: Rng) {
    this.#rng = rng;
  }

  next(): number {
    const spare = this.#spare;
    if (!Number.isNaN(spare)) {
      this.#spare = NaN;
      return spare;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - this.#rng.uniform()));
    const angle = 2 * Math.PI * this.#rng.uniform();
    this.#spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }
}

function fillRows(
  { features, labels }: Pick<LalTask, 'features' | 'labels'>,
  start: number,
  count: number,
  label: number,
  { mean, mixing, normal }: Cloud,
): number {
  const { columns, data } = features;
  const standard = new Float64Array(columns);
  for (let row = start; row < start + count; row++) {
    for (let axis = 0; axis < columns; axis++) standard[axis] = normal.next();
    let target = offsetOf(features, row, 0);
    for (let axis = 0; axis < columns; axis++) {
      let value = mean[axis]!;
      for (let other = 0; other < columns; other++)
        value += mixing[axis * columns + other]! * standard[other]!;
      data[target] = value;
      target += blockRows;
    }
    labels[row] = label;
  }
  return start + count;
}
