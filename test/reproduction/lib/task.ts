import { shuffle } from '../../../src/engine/math/shuffle.ts';
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

/** Rows of the pool where every strategy of a repeat starts: two of different classes, then random ones. */
export function drawStart({ pool, labels }: Draw, count: number, rng: Rng): readonly number[] {
  const first = pool[rng.below(pool.length)]!;
  const others = pool.filter((row) => labels[row] !== labels[first]);
  const second = others[rng.below(others.length)]!;
  const rest = shuffle(
    pool.filter((row) => row !== first && row !== second),
    rng,
  );
  return [first, second, ...rest.subarray(0, count - 2)];
}

/** The rows from `first` on, `count` of them. */
export const rowsFrom = (first: number, count: number): Int32Array =>
  Int32Array.from({ length: count }, (_, index) => first + index);
