import { neverCancelled } from '../../../engine/cancel.ts';
import { createLocalLearner } from '../../../engine/learner/localLearner.ts';
import { allocateMatrix } from '../../../engine/matrix.ts';
import { createMachine } from '../../../runtime/machine.ts';
import { timed } from '../measure.ts';
import { factorMatrix } from '../tables.ts';
import type { BenchContext, Benchmark, Contest } from '../types.ts';
import { deltaCorrelation } from './deltaCorrelation.ts';
import { classNames, requestOf } from './roundRequest.ts';
import { onOneAndAllThreads } from './threads.ts';

/** How large a round of `igradv-ds` is: pictures learned from, of these the newest, and those δ is estimated from. */
interface RoundSize {
  readonly labeled: number;
  readonly newest: number;
  readonly sample: number;
}

/** The sizes of the IGradV paper at 90 % unlabeled, and an eighth of them. */
const paperSize: RoundSize = { labeled: 5000, newest: 500, sample: 512 };
const eighth: RoundSize = { labeled: 640, newest: 64, sample: 64 };
/** Half as many again are candidates: ranking them is part of a round. */
const picturesOf = ({ labeled }: RoundSize): number => 1.5 * labeled;

/** The two epochs of training are fewer than the paper's ten: what is done once a round counts five times as much here. */
const training = { model: 'cnn', modelOptions: { epochs: 2, minimumSteps: 0 } } as const;

interface RoundFacts {
  readonly id: string;
  readonly group: 'neural' | 'igradv';
  readonly words: string;
  readonly threadsOf: (all: number) => number;
  readonly size: RoundSize;
}

const exactRound = (facts: RoundFacts): Benchmark => igradvRound(facts, 'δ exact', 0, 1 / 2.3);
const sampledRound = (facts: RoundFacts): Benchmark =>
  igradvRound(facts, `δ from ${facts.size.sample} labels`, facts.size.sample, 1 / 1.5);

function igradvRound(facts: RoundFacts, delta: string, deltaSample: number, target: number): Benchmark {
  const { id, group, words, threadsOf, size } = facts;
  const { labeled, newest } = size;
  return {
    id,
    group,
    title: `a round of igradv-ds with cnn, ${labeled.toLocaleString('en')} labels, the newest ${newest} measured, 2 epochs, ${delta}, ${words}`,
    async prepare({ threads: all }: BenchContext): Promise<Contest> {
      const threads = threadsOf(all);
      const picture = { channels: 3, width: 32, height: 32 };
      const features = { ...factorMatrix(picturesOf(size), 3072, allocateMatrix), picture };
      const machine = createMachine({ threads });
      const parts = { features, classNames, machine };
      const learner = createLocalLearner(parts);
      const plain = { ...requestOf(features, labeled, newest), ...training, count: 0 };
      const ranking = { count: newest, strategy: 'igradv-ds', strategyOptions: { deltaSample } };
      const ranked = { ...plain, ...ranking };
      const small = { ...requestOf(features, 2 * newest, newest), ...training, ...ranking };
      const rival = {
        name: 'training alone',
        threads,
        target,
        run: () => timed(() => learner.round(plain, neverCancelled)),
      };
      return {
        ours: () => timed(() => learner.round(ranked, neverCancelled)),
        rivals: [rival],
        warmUp: () => learner.round(small, neverCancelled),
        ...(deltaSample > 0 && { note: async () => noteOn(await deltaCorrelation(parts, ranked)) }),
        close: () => machine.close(),
      };
    },
  };
}

const noteOn = (correlation: number): string =>
  `the scores have a rank correlation of ${correlation.toFixed(3)} with those of the exact δ.`;

export const smallRounds = [
  ...onOneAndAllThreads('neural-round', (id, words, threadsOf) =>
    exactRound({ id, words, threadsOf, group: 'neural', size: eighth }),
  ),
  ...onOneAndAllThreads('neural-round-sample', (id, words, threadsOf) =>
    sampledRound({ id, words, threadsOf, group: 'neural', size: eighth }),
  ),
] as const;

const onAll = { words: 'all threads', threadsOf: (all: number) => all, group: 'igradv' } as const;

/** Minutes each, so that they are run by their own name. */
export const paperRounds = [
  exactRound({ ...onAll, id: 'igradv-round', size: paperSize }),
  sampledRound({ ...onAll, id: 'igradv-round-sample', size: paperSize }),
] as const;
