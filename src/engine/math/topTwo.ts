import type { Probabilities } from '../types.ts';

export interface TopTwo {
  /** The likeliest class of the row; the first of equals. */
  readonly first: number;
  readonly firstShare: number;
  /** The next one, −1 with a single class. */
  readonly second: number;
  readonly secondShare: number;
}

/** The two likeliest classes of one row and their probabilities. */
export function topTwo({ data, classes }: Probabilities, row: number): TopTwo {
  const start = row * classes;
  let first = 0;
  let second = -1;
  for (let index = 1; index < classes; index++) {
    const share = data[start + index]!;
    if (share > data[start + first]!) {
      second = first;
      first = index;
    } else if (second < 0 || share > data[start + second]!) {
      second = index;
    }
  }
  const secondShare = second < 0 ? 0 : data[start + second]!;
  return { first, firstShare: data[start + first]!, second, secondShare };
}

/** The likeliest class of one row; the first of equals, as NumPy's `argmax`. */
export const likeliest = (probabilities: Probabilities, row: number): number =>
  topTwo(probabilities, row).first;
