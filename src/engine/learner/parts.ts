import type { Forest } from '../forest/types.ts';
import type { FeatureMatrix } from '../matrix.ts';
import type { Awaitable, Machine } from '../types.ts';

/** What a learner learns from. Class numbers of requests are places in `classNames`. */
export interface LearnerParts {
  readonly features: FeatureMatrix;
  readonly classNames: readonly string[];
  readonly machine: Machine;
  /** See {@link Round.ownRegressor}. */
  readonly ownRegressor?: () => Awaitable<Forest | undefined>;
}
