import { neverCancelled } from '../../engine/cancel.ts';
import { createRng } from '../../engine/rng.ts';
import { gaussianProcess } from '../../engine/models/gaussianProcess.ts';
import { createMachine } from '../../runtime/machine.ts';
import { allocateSharedMatrix } from '../../runtime/sharedMatrix.ts';
import { timed } from './measure.ts';
import { factorMatrix, labelsOf, writeColumn, writeRowMajor } from './tables.ts';
import type { BenchContext, Benchmark, Contest } from './types.ts';

const rows = 500;
const columns = 20;

/** Kernel parameters of greatest evidence, from the same start on both sides. */
export const fitGaussianProcess: Benchmark = {
  id: 'fit-gaussian-process',
  title: 'Gaussian process fit, 500 labels × 20, kernel searched',
  prepare,
};

async function prepare({ folder, scikitLearn }: BenchContext): Promise<Contest> {
  const features = factorMatrix(rows, columns, allocateSharedMatrix);
  const labels = labelsOf(features, rows);
  const training = { features, labels, rows: Int32Array.from(labels.keys()), classCount: 2 };
  const machine = createMachine({ threads: 1 });
  const context = { rng: createRng(1), signal: neverCancelled, options: {}, machine };
  if (scikitLearn) {
    await scikitLearn.load('rows', await writeRowMajor(folder, 'rows', features, rows), rows, columns);
    await scikitLearn.load('labels', await writeColumn(folder, 'labels', labels), rows, 1);
  }
  const options = { length_scale: Math.sqrt(columns) };
  return {
    ours: () => timed(() => gaussianProcess.fit(training, context)),
    rivals: scikitLearn
      ? [
          {
            name: 'scikit-learn',
            threads: 1,
            target: 0.2,
            run: () => scikitLearn.fit('gaussian-process', 'rows', 'labels', options),
          },
        ]
      : [],
    close: async () => {
      machine.close();
      await scikitLearn?.forget();
    },
  };
}
