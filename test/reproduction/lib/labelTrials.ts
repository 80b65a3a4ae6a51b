import { neverCancelled } from '../../../src/engine/cancel.ts';
import { splitRows } from '../../../src/engine/lal/split.ts';
import { meanAndError } from '../../../src/engine/math/meanAndError.ts';
import { fromRowMajor, type FeatureMatrix } from '../../../src/engine/matrix.ts';
import { logistic } from '../../../src/engine/models/logistic.ts';
import { createRng, type Rng } from '../../../src/engine/rng.ts';
import type { Machine } from '../../../src/engine/types.ts';
import { planeLogistic } from './planeLogistic.ts';

/** What is penalized: the weights alone as in the product's model, or the intercept too. */
export const penalties = ['weights', 'weights and intercept'] as const;

/** Two unit clouds in the plane, and logistic regression on them. The paper names neither distance nor penalty. */
export interface CloudSetting {
  /** Share of class 0. */
  readonly share: number;
  /** Between the means, in standard deviations. */
  readonly distance: number;
  readonly penalty: (typeof penalties)[number];
  /** Smaller is a stronger penalty. */
  readonly C: number;
}

/** A label that was tried: P(class 0) of its row before, and how much the test error fell. */
interface Trial {
  readonly probability: number;
  readonly reduction: number;
}

/** Points of both clouds to learn from; ten times as many test. */
const points = 300;
const testRatio = 10;
/** Labels before the one that is tried, one of each class as in the paper. */
const labeled = 2;
/** Labels tried on each dataset. */
export const candidates = 20;

/** Tries labels on that many datasets. */
export async function tryLabels(
  setting: CloudSetting,
  datasets: number,
  rng: Rng,
  machine: Machine,
): Promise<readonly Trial[]> {
  const trials: Trial[] = [];
  for (let dataset = 0; dataset < datasets; dataset++)
    trials.push(...(await tryOnDataset(setting, rng.fork(dataset), machine)));
  return trials;
}

/** Mean fall of the error by the predicted probability, in so many bins of equal width. */
export const meansByProbability = (trials: readonly Trial[], bins: number) =>
  Array.from({ length: bins }, (_, bin) => {
    const inBin = trials.filter(
      ({ probability }) => Math.min(bins - 1, Math.floor(probability * bins)) === bin,
    );
    const { mean, stderr } = meanAndError(inBin.map(({ reduction }) => reduction));
    return { low: bin / bins, high: (bin + 1) / bins, count: inBin.length, mean, stderr: stderr ?? NaN };
  });

async function tryOnDataset(setting: CloudSetting, rng: Rng, machine: Machine): Promise<readonly Trial[]> {
  const { features, labels, testCount } = drawClouds(rng.fork('data'), setting);
  const split = splitRows(rng.fork('split'), labels.subarray(testCount), testCount, labeled);
  const fit = (rows: Int32Array): Promise<Float64Array> =>
    predict(
      setting,
      features,
      rows,
      rows.map((row) => labels[row]!),
      machine,
    );
  const errorOf = (probabilities: Float64Array): number => {
    let wrong = 0;
    for (let row = 0; row < testCount; row++)
      if ((probabilities[row]! < 0.5 ? 1 : 0) !== labels[row]) wrong++;
    return wrong / testCount;
  };
  const before = await fit(split.labeled);
  const error = errorOf(before);
  const trials: Trial[] = [];
  for (const row of split.pool.subarray(0, candidates)) {
    const after = errorOf(await fit(Int32Array.of(...split.labeled, row)));
    trials.push({ probability: before[row]!, reduction: error - after });
  }
  return trials;
}

/** P(class 0) of every row. */
async function predict(
  { penalty, C }: CloudSetting,
  features: FeatureMatrix,
  rows: Int32Array,
  labels: Int32Array,
  machine: Machine,
): Promise<Float64Array> {
  if (penalty === 'weights and intercept') return planeLogistic(features, rows, labels, C);
  // The model draws nothing.
  const context = { rng: createRng(1), signal: neverCancelled, options: { C }, machine };
  const model = await logistic.fit({ features, rows, labels, classCount: 2 }, context);
  const { data } = await model.predictAll();
  return Float64Array.from({ length: features.rows }, (_, row) => data[2 * row]!);
}

/** Unit clouds on either side of the origin; the test rows come first. */
function drawClouds(
  rng: Rng,
  { share, distance }: CloudSetting,
): { features: FeatureMatrix; labels: Int32Array; testCount: number } {
  const testCount = points * testRatio;
  const labels = Int32Array.from({ length: testCount + points }, () => (rng.uniform() < share ? 0 : 1));
  const values = Array.from(labels, (label) => [
    standardNormal(rng) + distance * (label - 0.5),
    standardNormal(rng),
  ]).flat();
  return { features: fromRowMajor(values, labels.length, 2), labels, testCount };
}

function standardNormal(rng: Rng): number {
  return Math.sqrt(-2 * Math.log(1 - rng.uniform())) * Math.cos(2 * Math.PI * rng.uniform());
}
