import type { Probabilities } from '../types.ts';

/** Shannon entropy of one row, in nats, 0 to ln(classes); 0 · ln 0 is 0. */
export function entropy({ data, classes }: Probabilities, row: number): number {
  let sum = 0;
  for (let index = row * classes, end = index + classes; index < end; index++) {
    const share = data[index]!;
    if (share > 0) sum -= share * Math.log(share);
  }
  return sum;
}
