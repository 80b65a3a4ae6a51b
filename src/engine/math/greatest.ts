import type { Probabilities } from '../types.ts';

/** The greatest probability of one row. */
export function greatest({ data, classes }: Probabilities, row: number): number {
  let share = 0;
  for (let index = row * classes, end = index + classes; index < end; index++) {
    if (data[index]! > share) share = data[index]!;
  }
  return share;
}
