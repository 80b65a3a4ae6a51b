import { checkCancelled } from '../cancel.ts';
import type { Rng } from '../rng.ts';
import type { CancelSignal } from '../types.ts';
import type { FilterBank, OpenFilterBank } from './filterBank.ts';

/** Rounds of assigning and averaging; more move the centers little. */
const rounds = 10;
/** Rows multiplied at a time. */
const portion = 1000;

/**
 * Spherical k-means (Coates and Ng 2012): centers of length 1, each the direction of the sum of its rows weighted by
 * their inner product with it. Centers start in random directions, and so does one that loses all its rows.
 * @param values `rows × columns`, row-major.
 * @returns the centers, `clusters × columns`, row-major.
 * @throws CancelledError when the signal is raised.
 */
export function sphericalKMeans(
  values: Float32Array,
  columns: number,
  clusters: number,
  rng: Rng,
  openBank: OpenFilterBank,
  signal: CancelSignal,
): Float32Array {
  const bank = openBank({ filters: clusters, columns, capacity: portion });
  const start = rng.fork('start');
  let centers = Float32Array.from({ length: clusters * columns }, () => normal(start));
  scaleRows(centers, columns);
  for (let round = 0; round < rounds; round++) {
    bank.load(centers);
    const sums = sumByCenter(values, columns, clusters, bank, signal);
    reviveEmpty(sums, columns, rng.fork('empty', round));
    centers = Float32Array.from(sums);
    scaleRows(centers, columns);
  }
  return centers;
}

/** A draw from the normal distribution (Box and Muller 1958). */
const normal = (rng: Rng): number =>
  Math.sqrt(-2 * Math.log(1 - rng.uniform())) * Math.cos(2 * Math.PI * rng.uniform());

/** Scales each row to length 1. */
function scaleRows(values: Float32Array, columns: number): void {
  for (let start = 0; start < values.length; start += columns) {
    const row = values.subarray(start, start + columns);
    const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
    for (let column = 0; column < columns; column++) row[column] = row[column]! / length;
  }
}

function sumByCenter(
  values: Float32Array,
  columns: number,
  clusters: number,
  bank: FilterBank,
  signal: CancelSignal,
): Float64Array {
  const sums = new Float64Array(clusters * columns);
  const count = values.length / columns;
  for (let first = 0; first < count; first += portion) {
    checkCancelled(signal);
    const some = Math.min(portion, count - first);
    bank.rows.set(values.subarray(first * columns, (first + some) * columns));
    bank.apply(some);
    for (let row = 0; row < some; row++) {
      const center = greatestFrom(bank.responses, row * clusters, clusters);
      const weight = bank.responses[row * clusters + center]!;
      for (let column = 0; column < columns; column++)
        sums[center * columns + column]! += weight * bank.rows[row * columns + column]!;
    }
  }
  return sums;
}

function greatestFrom(values: Float32Array, start: number, count: number): number {
  let greatest = 0;
  for (let index = 1; index < count; index++)
    if (values[start + index]! > values[start + greatest]!) greatest = index;
  return greatest;
}

function reviveEmpty(sums: Float64Array, columns: number, rng: Rng): void {
  for (let start = 0; start < sums.length; start += columns) {
    const row = sums.subarray(start, start + columns);
    if (row.some((value) => value !== 0)) continue;
    for (let column = 0; column < columns; column++) row[column] = normal(rng);
  }
}
