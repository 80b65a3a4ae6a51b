import type { Result } from '../protocol/contract.ts';
import type { TrainerContract } from '../protocol/trainer.ts';
import type { Translate } from './translate.ts';

/** A strategy learned from labels: how, and what is to be expected of it. */
export type LearnedStrategy = Result<TrainerContract, 'trainStrategy'>;

/** What is to be expected, as measured on tasks that were held out; losing included. */
export const describeLearned = (
  { labels, seconds, reductions, versusRandom, versusUncertainty }: LearnedStrategy,
  t: Translate,
): string =>
  t(
    'Learned from {0} labels in {1} s. On trials held out, the label it asks for lowers the error by {2} percentage points: {3} against random choice, {4} against uncertainty.',
    labels,
    seconds.toFixed(0),
    points(reductions.lal),
    difference(versusRandom),
    difference(versusUncertainty),
  );

/** A share of the test samples as percentage points. */
const points = (share: number): string => `${share < 0 ? '−' : ''}${Math.abs(100 * share).toFixed(2)}`;

const difference = ({ difference: mean, stderr }: LearnedStrategy['versusRandom']): string =>
  `${mean < 0 ? '−' : '+'}${Math.abs(100 * mean).toFixed(2)} ± ${(100 * stderr).toFixed(2)}`;
