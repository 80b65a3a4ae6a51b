import { neverCancelled } from '../../../src/engine/cancel.ts';
import { splitRows } from '../../../src/engine/lal/split.ts';
import { meanAndError } from '../../../src/engine/math/meanAndError.ts';
import { fromRowMajor, type FeatureMatrix } from '../../../src/engine/matrix.ts';
import { accuracy } from '../../../src/engine/metrics/accuracy.ts';
import { logistic } from '../../../src/engine/models/logistic.ts';
import type { Rng } from '../../../src/engine/rng.ts';
import type { Machine, Model } from '../../../src/engine/types.ts';

/** Two unit clouds in the plane, and logistic regression on them. The paper names neither distance nor penalty. */
export interface CloudSetting {
  /** Share of class 0. */
  readonly share: number;
  /** Between the means, in standard deviations. */
  readonly distance: number;
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
  const fit = (rows: Int32Array): Promise<Model> => {
    const training = { features, rows, labels: rows.map((row) => labels[row]!), classCount: 2 };
    const options = { C: setting.C };
    return Promise.resolve(
      logistic.fit(training, { rng: rng.fork('fit'), signal: neverCancelled, options, machine }),
    );
  };
  const errorOf = async (model: Model): Promise<number> => {
    const { data, classes } = await model.predictAll();
    const probabilities = { rows: testCount, classes, data: data.subarray(0, testCount * classes) };
    return 1 - accuracy.value({ probabilities, labels: labels.subarray(0, testCount), positiveClass: 1 });
  };
  const before = await fit(split.labeled);
  const { data } = await before.predictAll();
  const error = await errorOf(before);
  const trials: Trial[] = [];
  for (const row of split.pool.subarray(0, candidates)) {
    const after = await errorOf(await fit(Int32Array.of(...split.labeled, row)));
    trials.push({ probability: data[2 * row]!, reduction: error - after });
  }
  return trials;
}

/** The test rows come first. */
function drawClouds(
  rng: Rng,
  { share, distance }: CloudSetting,
): { features: FeatureMatrix; labels: Int32Array; testCount: number } {
  const testCount = points * testRatio;
  const labels = Int32Array.from({ length: testCount + points }, () => (rng.uniform() < share ? 0 : 1));
  const values = Array.from(labels, (label) => [
    standardNormal(rng) + distance * label,
    standardNormal(rng),
  ]).flat();
  return { features: fromRowMajor(values, labels.length, 2), labels, testCount };
}

function standardNormal(rng: Rng): number {
  return Math.sqrt(-2 * Math.log(1 - rng.uniform())) * Math.cos(2 * Math.PI * rng.uniform());
}
