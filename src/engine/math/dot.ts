/** Inner product of `length` numbers, in four sums so that no addition waits for the one before. */
export function dot(
  left: Float64Array,
  leftStart: number,
  right: Float64Array,
  rightStart: number,
  length: number,
): number {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  let index = 0;
  for (; index + 3 < length; index += 4) {
    const from = leftStart + index;
    const to = rightStart + index;
    first += left[from]! * right[to]!;
    second += left[from + 1]! * right[to + 1]!;
    third += left[from + 2]! * right[to + 2]!;
    fourth += left[from + 3]! * right[to + 3]!;
  }
  for (; index < length; index++) first += left[leftStart + index]! * right[rightStart + index]!;
  return first + second + (third + fourth);
}
