import type { Probabilities } from '../types.ts';

/**
 * Difference between the two greatest probabilities of one row: 0 when the model wavers, 1 when it is sure; of a
 * single class its probability. Written out, because it runs over whole pools.
 */
export function margin({ data, classes }: Probabilities, row: number): number {
  let first = 0;
  let second = 0;
  for (let index = row * classes, end = index + classes; index < end; index++) {
    const share = data[index]!;
    if (share > first) {
      second = first;
      first = share;
    } else if (share > second) second = share;
  }
  return first - second;
}
