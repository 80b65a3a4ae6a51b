import { HumanError } from '../errors.ts';
import { shuffle } from '../math/shuffle.ts';
import type { Rng } from '../rng.ts';

/** The parts of one repeat, as rows of the dataset. */
export interface Split {
  readonly test: Int32Array;
  readonly pool: Int32Array;
  /** The rows labeled at the start, of two classes at least. */
  readonly initial: readonly number[];
}

/** Draws after which the classes are taken to be too uneven to split. */
const patience = 1000;

/**
 * Permutes the labeled rows, takes the first ⌊test · n⌋ as the test part, and draws the initial labels from the rest:
 * one row, one of another class, and the others at random. Drawn again while the pool has one class only.
 * @throws HumanError when there is no such split.
 */
export function drawSplit(oracle: Int32Array, testShare: number, initial: number, rng: Rng): Split {
  const rows = Int32Array.from(oracle.keys()).filter((row) => oracle[row]! >= 0);
  const tested = Math.floor(testShare * rows.length);
  for (let attempt = 0; attempt < patience; attempt++) {
    const permuted = shuffle(rows.slice(), rng.fork('split', attempt));
    const pool = permuted.subarray(tested);
    if (pool.every((row) => oracle[row] === oracle[pool[0]!])) continue;
    const start = drawInitial(pool, oracle, initial, rng.fork('initial', attempt));
    return { test: permuted.slice(0, tested).sort(), pool: pool.slice().sort(), initial: start };
  }
  throw new HumanError(
    'One class is so rare that the pool never has a row of it: label more rows of it, or lower --test.',
  );
}

function drawInitial(pool: Int32Array, oracle: Int32Array, count: number, rng: Rng): readonly number[] {
  const first = pool[rng.below(pool.length)]!;
  const others = pool.filter((row) => oracle[row] !== oracle[first]);
  const second = others[rng.below(others.length)]!;
  const rest = shuffle(
    pool.filter((row) => row !== first && row !== second),
    rng,
  );
  return [first, second, ...rest.subarray(0, Math.max(0, count - 2))];
}
