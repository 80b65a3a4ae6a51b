import { neverCancelled } from '../../engine/cancel.ts';
import { gatherColumns } from '../../engine/matrix.ts';
import { WasmForest } from '../../runtime/forest/wasmForest.ts';
import { timedOften } from './measure.ts';
import { rowsOf } from './tables.ts';
import { forestOptions, handOver, makeTrainingTable, scikitLearnOptions } from './trainingTable.ts';
import type { BenchContext, Benchmark, Contest, Rival } from './types.ts';

/** Fit with out-of-bag score, from the feature matrix as a round finds it. */
const fitForest = (rows: number, target: number): Benchmark => ({
  id: `fit-${rows}`,
  title: `forest fit with out-of-bag score, ${rows.toLocaleString('en')} × 272, 50 trees`,
  prepare: (context) => prepare(context, rows, target),
});

export const fitForest100 = fitForest(100, 25);
export const fitForest1000 = fitForest(1000, 7);

async function prepare(context: BenchContext, rows: number, target: number): Promise<Contest> {
  const table = makeTrainingTable(rows);
  const { matrix, labels } = table;
  const all = Int32Array.from({ length: rows }, (_, row) => row);
  const forest = new WasmForest(1);
  const { scikitLearn, mlRandomForest } = context;
  const rivals: Rival[] = [];
  if (scikitLearn) {
    await handOver(context, table);
    const run = () => scikitLearn.fit('classifier', 'rows', 'labels', scikitLearnOptions);
    rivals.push({ name: 'scikit-learn', threads: 1, target, run });
  }
  if (mlRandomForest) {
    const values = rowsOf(matrix, rows);
    const run = () => mlRandomForest.fit(values, [...labels], forestOptions.maxFeatures);
    rivals.push({ name: 'ml-random-forest', threads: 1, run });
  }
  return {
    ours: timedOften(() =>
      forest.fitClassifier(gatherColumns(matrix, all), labels, 2, forestOptions, neverCancelled),
    ),
    rivals,
    close: async () => {
      forest.close();
      await scikitLearn?.forget();
    },
  };
}
