import { boosting500, boosting5000 } from './boosting.ts';
import { epochOnAllThreads, epochOnOneThread } from './epoch.ts';
import { exactRound, mlpRound, sampledRound } from './rounds.ts';
import { distances, scalars } from './scalars.ts';

/** What `bench neural` runs. */
export const neuralBenchmarks = [
  epochOnOneThread,
  epochOnAllThreads,
  scalars,
  distances,
  exactRound,
  sampledRound,
  mlpRound,
  boosting500,
  boosting5000,
] as const;
