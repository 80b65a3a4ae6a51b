import { neverCancelled } from '../../engine/cancel.ts';
import { gatherColumns, type FeatureMatrix } from '../../engine/matrix.ts';
import { WasmForest } from '../../runtime/forest/wasmForest.ts';
import { allocateSharedMatrix } from '../../runtime/sharedMatrix.ts';
import { timedOften } from './measure.ts';
import { rowsOf, factorMatrix, writeRowMajor } from './tables.ts';
import {
  columnCount,
  forestOptions,
  handOver,
  makeTrainingTable,
  scikitLearnOptions,
  type TrainingTable,
} from './trainingTable.ts';
import type { BenchContext, Benchmark, Contest, Rival } from './types.ts';

/** Rows of the largest table of the LAL paper (Striatum). */
const poolRows = 276_130;
/** Part of the pool that is enough for the slowest. */
const part = 100;

/** Class probabilities of a whole pool, by a forest trained on few rows of it. */
const predictForest = (rows: number, target: number): Benchmark => ({
  id: `predict-${rows}`,
  title: `forest predict, 276,130 × 272 pool, 50 trees trained on ${rows.toLocaleString('en')} rows`,
  prepare: (context) => prepare(context, rows, target),
});

export const predictForest100 = predictForest(100, 40);
export const predictForest1000 = predictForest(1000, 10);

async function prepare(context: BenchContext, rows: number, target: number): Promise<Contest> {
  const table = makeTrainingTable(rows);
  const pool = factorMatrix(poolRows, columnCount, allocateSharedMatrix);
  const backend = new WasmForest(context.threads);
  const all = Int32Array.from({ length: rows }, (_, row) => row);
  const columns = gatherColumns(table.matrix, all);
  const forest = await backend.fitClassifier(columns, table.labels, 2, forestOptions, neverCancelled);
  return {
    ours: timedOften(() => backend.predict(forest, pool, neverCancelled)),
    rivals: [
      ...(await scikitLearnRival(context, table, pool, target)),
      ...(await slowRival(context, table, pool)),
    ],
    close: async () => {
      backend.close();
      await context.scikitLearn?.forget();
    },
  };
}

async function scikitLearnRival(
  context: BenchContext,
  table: TrainingTable,
  pool: FeatureMatrix,
  target: number,
): Promise<Rival[]> {
  const { scikitLearn, threads } = context;
  if (!scikitLearn) return [];
  await handOver(context, table);
  await scikitLearn.fit('classifier', 'rows', 'labels', scikitLearnOptions);
  const path = await writeRowMajor(context.folder, 'pool', pool, poolRows);
  await scikitLearn.load('pool', path, poolRows, columnCount);
  return [{ name: 'scikit-learn', threads, target, run: () => scikitLearn.predict('pool', threads) }];
}

async function slowRival(
  { mlRandomForest }: BenchContext,
  { matrix, labels }: TrainingTable,
  pool: FeatureMatrix,
): Promise<Rival[]> {
  if (!mlRandomForest) return [];
  const values = rowsOf(pool, Math.round(poolRows / part));
  await mlRandomForest.fit(rowsOf(matrix, matrix.rows), [...labels], forestOptions.maxFeatures);
  return [
    { name: 'ml-random-forest', threads: 1, scaledBy: part, run: () => mlRandomForest.predict(values) },
  ];
}
