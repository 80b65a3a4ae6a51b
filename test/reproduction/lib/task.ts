import type { FeatureMatrix } from '../../../src/engine/matrix.ts';
import type { Awaitable } from '../../../src/engine/types.ts';
import type { Rng } from '../../../src/engine/rng.ts';

/** What one repeat of an experiment works on. */
export interface Draw {
  readonly features: FeatureMatrix;
  /** Class of every row. */
  readonly labels: Int32Array;
  readonly pool: Int32Array;
  readonly test: Int32Array;
}

export interface Task {
  readonly id: string;
  readonly title: string;
  readonly classNames: readonly string[];
  readonly draw: (rng: Rng) => Awaitable<Draw>;
}

/** Two rows of different classes, drawn from the pool: where every strategy of a repeat starts. */
export function drawStart({ pool, labels }: Draw, rng: Rng): readonly number[] {
  const first = pool[rng.below(pool.length)]!;
  const others = pool.filter((row) => labels[row] !== labels[first]);
  return [first, others[rng.below(others.length)]!];
}

/** The rows from `first` on, `count` of them. */
export const rowsFrom = (first: number, count: number): Int32Array =>
  Int32Array.from({ length: count }, (_, index) => first + index);
