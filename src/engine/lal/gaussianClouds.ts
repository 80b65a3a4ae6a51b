import { allocateMatrix, offsetOf, type FeatureMatrix } from '../matrix.ts';
import type { Rng } from '../rng.ts';

/** How large a synthetic task is; the defaults are those of the LAL authors' code. */
export interface CloudSizes {
  /** Points to learn from. */
  readonly points: number;
  /** Test points per point to learn from, in the same class proportions. */
  readonly testRatio: number;
  readonly dimensions: number;
}

export const publishedSizes: CloudSizes = { points: 400, testRatio: 10, dimensions: 2 };

/** A two-class task whose truth is known. Its test points come first, so that a measure reads one piece. */
export interface CloudTask {
  /** `testCount + points` rows. */
  readonly features: FeatureMatrix;
  /** Class of every row, 0 or 1. */
  readonly labels: Int32Array;
  readonly testCount: number;
}

/**
 * Two Gaussian clouds of unlike size (`DatasetSimulatedUnbalanced` of the LAL authors): the share of class 1 is
 * U(0.1, 0.9); each class has its mean in U(0, 1)ᵈ and the covariance A·Aᵀ with entries of A in U(−0.5, 0.5).
 * Nothing is standardized.
 */
export function drawClouds(
  rng: Rng,
  { points, testRatio, dimensions }: CloudSizes = publishedSizes,
): CloudTask {
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

/** Draws one point into its argument. */
type Cloud = (point: Float64Array) => void;

function drawCloud(rng: Rng, dimensions: number): Cloud {
  const mean = Float64Array.from({ length: dimensions }, () => rng.uniform());
  const mixing = Float64Array.from({ length: dimensions * dimensions }, () => rng.uniform() - 0.5);
  const normal = standardNormal(rng);
  const standard = new Float64Array(dimensions);
  return (point) => {
    for (let axis = 0; axis < dimensions; axis++) standard[axis] = normal();
    for (let axis = 0; axis < dimensions; axis++) {
      let value = mean[axis]!;
      for (let other = 0; other < dimensions; other++)
        value += mixing[axis * dimensions + other]! * standard[other]!;
      point[axis] = value;
    }
  };
}

/** Standard normal numbers, two from every two uniform ones (Box and Muller 1958). */
function standardNormal(rng: Rng): () => number {
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - rng.uniform()));
    const angle = 2 * Math.PI * rng.uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}

function fillRows(
  { features, labels }: Pick<CloudTask, 'features' | 'labels'>,
  start: number,
  count: number,
  label: number,
  cloud: Cloud,
): number {
  const point = new Float64Array(features.columns);
  for (let row = start; row < start + count; row++) {
    cloud(point);
    point.forEach((value, column) => (features.data[offsetOf(features, row, column)] = value));
    labels[row] = label;
  }
  return start + count;
}
