import { boosting500, boosting5000 } from './boosting.ts';
import { epochs } from './epoch.ts';
import { paperRounds, smallRounds } from './igradvRounds.ts';
import { mlpRounds } from './mlpRounds.ts';
import { distances, scalars } from './scalars.ts';

/** What `bench neural` runs, and, in the sizes of the paper, `bench igradv`. */
export const neuralBenchmarks = [
  ...epochs,
  ...scalars,
  ...distances,
  ...smallRounds,
  ...mlpRounds,
  boosting500,
  boosting5000,
  ...paperRounds,
] as const;
