import { neverCancelled } from '../../engine/cancel.ts';
import { createRng } from '../../engine/rng.ts';
import { allocateMatrix, gatherColumns, offsetOf, type FeatureMatrix } from '../../engine/matrix.ts';
import type { ForestOptions } from '../../engine/forest/types.ts';
import { WasmForest } from '../../runtime/forest/wasmForest.ts';
import { timed } from './measure.ts';
import { writeColumn, writeRowMajor } from './tables.ts';
import type { BenchContext, Benchmark, Contest } from './types.ts';

export const rowCount = 240_000;
export const featureCount = 8;
/** Rows that share a state of the learner, and so all features but the first two (LAL's table). */
const sharing = 10;

const options = {
  trees: 100,
  maxFeatures: 6,
  maxDepth: 40,
  minLeaf: 1,
  rowShare: 0.03,
  seed: 1,
  outOfBag: false,
} as const satisfies ForestOptions;

const scikitLearnOptions = {
  n_estimators: options.trees,
  max_features: options.maxFeatures,
  max_depth: options.maxDepth,
  max_samples: options.rowShare,
  random_state: 1,
};

/** The regressor of LAL: many deep trees, each on a small share of a table of its training runs. */
export const fitRegressor: Benchmark = {
  id: 'regressor',
  title: 'regressor fit, 240,000 × 8, 100 deep trees on 3 % of the rows',
  prepare,
};

async function prepare({ folder, scikitLearn, threads }: BenchContext): Promise<Contest> {
  const matrix = makeLalTable();
  const targets = makeLalTargets(matrix);
  const columns = gatherColumns(
    matrix,
    Int32Array.from({ length: rowCount }, (_, row) => row),
  );
  const forest = new WasmForest(threads);
  if (scikitLearn) {
    const rows = await writeRowMajor(folder, 'rows', matrix, rowCount);
    await scikitLearn.load('rows', rows, rowCount, featureCount);
    await scikitLearn.load('targets', await writeColumn(folder, 'targets', targets), rowCount, 1);
  }
  return {
    ours: () => timed(() => forest.fitRegressor(columns, targets, options, neverCancelled)),
    rivals: scikitLearn
      ? [
          {
            name: 'scikit-learn',
            threads,
            target: 5,
            run: () =>
              scikitLearn.fit('regressor', 'rows', 'targets', { ...scikitLearnOptions, n_jobs: threads }),
          },
        ]
      : [],
    close: async () => {
      forest.close();
      await scikitLearn?.forget();
    },
  };
}

/** A mean of 50 votes, its deviation, and six features that ten rows share; the last counts labels, 2 to 49. */
export function makeLalTable(): FeatureMatrix {
  const rng = createRng('bench regressor');
  const matrix = allocateMatrix(rowCount, featureCount);
  const shared = new Float32Array(featureCount);
  for (let row = 0; row < rowCount; row++) {
    if (row % sharing === 0) {
      for (let column = 2; column < featureCount - 1; column++) shared[column] = rng.uniform();
      shared[featureCount - 1] = 2 + rng.below(48);
    }
    const mean = rng.below(51) / 50;
    shared[0] = mean;
    shared[1] = Math.sqrt(mean * (1 - mean));
    shared.forEach((value, column) => (matrix.data[offsetOf(matrix, row, column)] = value));
  }
  return matrix;
}

/** Differences of error rates on 4,000 points: steps of 1/4,000, mostly noise. */
export function makeLalTargets(matrix: FeatureMatrix): Float64Array {
  const rng = createRng('bench targets');
  return Float64Array.from({ length: matrix.rows }, (_, row) => {
    const deviation = matrix.data[offsetOf(matrix, row, 1)]!;
    const share = matrix.data[offsetOf(matrix, row, 2)]!;
    return Math.fround(Math.round(400 * (deviation * share + rng.uniform() - 0.5)) / 4000);
  });
}
