import { neverCancelled } from '../../../engine/cancel.ts';
import { fitBoostedTrees } from '../../../engine/boosting/boostedTrees.ts';
import { createRng } from '../../../engine/rng.ts';
import { allocateMatrix, gatherColumns } from '../../../engine/matrix.ts';
import { timed } from '../measure.ts';
import { factorMatrix, writeColumn, writeRowMajor } from '../tables.ts';
import type { BenchContext, Benchmark, Contest } from '../types.ts';
import { everyPlace } from './pictures.ts';

const columnCount = 3072;

/** Estimators of the IGradV paper. */
const allTrees = 200;

/**
 * @param trees trees of ours: the time of all grows in proportion, our sorting apart, which counts in full here.
 * @param ran trees the rival runs; each takes it as long as any other.
 */
const boosting = (rows: number, trees: number, ran: number): Benchmark => ({
  id: `boosting-${rows}`,
  group: 'neural',
  title: `gradient boosting, least absolute deviation, ${rows.toLocaleString('en')} × 3,072, ${trees === allTrees ? '' : `${trees} of `}${allTrees} trees, one thread`,
  prepare: (context) => prepare(context, rows, trees, ran),
});

export const boosting500 = boosting(500, allTrees, 20);
export const boosting5000 = boosting(5000, 20, 2);

async function prepare(
  { folder, scikitLearn }: BenchContext,
  rows: number,
  trees: number,
  ran: number,
): Promise<Contest> {
  const matrix = factorMatrix(rows, columnCount, allocateMatrix);
  const rng = createRng('bench').fork('importance');
  const targets = Float64Array.from({ length: rows }, () => rng.uniform());
  const columns = gatherColumns(matrix, everyPlace(rows));
  const options = { loss: 'absolute', trees, learningRate: 0.1, maxDepth: 3, seed: 1 } as const;
  if (scikitLearn) {
    await scikitLearn.load('rows', await writeRowMajor(folder, 'rows', matrix, rows), rows, columnCount);
    await scikitLearn.load('targets', await writeColumn(folder, 'targets', targets), rows, 1);
  }
  const theirs = { loss: 'absolute_error', n_estimators: ran };
  return {
    ours: () => timed(() => fitBoostedTrees(columns, targets, options, neverCancelled)),
    rivals: scikitLearn
      ? [
          {
            name: 'scikit-learn',
            threads: 1,
            target: 10,
            scaledBy: trees / ran,
            run: () => scikitLearn.fit('boosting', 'rows', 'targets', theirs),
          },
        ]
      : [],
    close: async () => scikitLearn?.forget(),
  };
}
