import { createLocalLearner } from '../../../engine/localLearner.ts';
import { allocateMatrix, type FeatureMatrix } from '../../../engine/matrix.ts';
import { createRng } from '../../../engine/rng.ts';
import type { RoundRequest } from '../../../engine/types.ts';
import { createMachine } from '../../../runtime/machine.ts';
import { timed } from '../measure.ts';
import { factorMatrix } from '../tables.ts';
import { never } from '../trainingTable.ts';
import type { BenchContext, Benchmark, Contest } from '../types.ts';
import { everyPlace } from './pictures.ts';

/** A round that learns from the first rows, of which the newest were asked, and ranks all others. */
function requestOf(features: FeatureMatrix, labeled: number, asked: number): RoundRequest {
  const rng = createRng('bench').fork('classes');
  return {
    ...{ seed: 1, round: labeled, model: 'mlp', modelOptions: {}, strategy: 'random', strategyOptions: {} },
    labeledRows: everyPlace(labeled),
    labels: everyPlace(labeled).map(() => rng.below(10)),
    queried: everyPlace(labeled).slice(-asked),
    candidates: everyPlace(features.rows).slice(labeled),
    ...{ batchSize: asked, count: asked, metric: 'accuracy', positiveClass: 1 },
    ...{ testRows: new Int32Array(0), testLabels: new Int32Array(0) },
  };
}

const classNames = Array.from({ length: 10 }, (_, label) => String(label));

/** The mlp of a round on a table; to be under a second. */
export const mlpRound: Benchmark = {
  ...{ id: 'neural-mlp', group: 'neural' },
  title: 'a round of mlp on 1,000 × 128, 1,000 candidates, all threads (to reach: 1 s)',
  async prepare({ threads }: BenchContext): Promise<Contest> {
    const features = factorMatrix(2000, 128, allocateMatrix);
    const machine = createMachine({ threads });
    const learner = createLocalLearner({ features, classNames, machine });
    const request = { ...requestOf(features, 1000, 10), strategy: 'margin' };
    return {
      ours: () => timed(() => learner.round(request, never)),
      rivals: [],
      close: () => machine.close(),
    };
  },
};

/** Pictures learned from, and of these the newest. */
const labeled = 640;
const newest = 64;

const igradvRound = (
  id: string,
  words: string,
  strategyOptions: RoundRequest['strategyOptions'],
  target: number,
): Benchmark => ({
  ...{ id, group: 'neural' },
  title: `a round of igradv-ds with cnn, 640 labels, the newest 64 measured, 2 epochs, ${words}`,
  async prepare({ threads }: BenchContext): Promise<Contest> {
    const picture = { channels: 3, width: 32, height: 32 };
    const features = { ...factorMatrix(1000, 3072, allocateMatrix), picture };
    const machine = createMachine({ threads });
    const learner = createLocalLearner({ features, classNames, machine });
    const plain = {
      ...requestOf(features, labeled, newest),
      ...{ model: 'cnn', modelOptions: { epochs: 2, minimumSteps: 0 }, count: 0 },
    };
    const ranked = { ...plain, count: newest, strategy: 'igradv-ds', strategyOptions };
    const rival = {
      name: 'training alone',
      threads,
      target,
      run: () => timed(() => learner.round(plain, never)),
    };
    return {
      ours: () => timed(() => learner.round(ranked, never)),
      rivals: [rival],
      close: () => machine.close(),
    };
  },
});

export const exactRound = igradvRound('neural-round', 'δ exact', {}, 1 / 2.3);
export const sampledRound = igradvRound(
  'neural-round-sample',
  'δ from 64 labels',
  { deltaSample: 64 },
  1 / 1.5,
);
