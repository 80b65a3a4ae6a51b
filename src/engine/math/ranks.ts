/**
 * Twice the rank of each value among all, 2 for the least: a whole number even where equal values share their mean rank.
 * @param values none of them NaN.
 */
export function doubledRanks(values: ArrayLike<number>): Int32Array {
  const order = Int32Array.from({ length: values.length }, (_, index) => index);
  order.sort((a, b) => values[a]! - values[b]!);
  const ranks = new Int32Array(values.length);
  for (let first = 0; first < order.length;) {
    let end = first + 1;
    while (end < order.length && values[order[end]!] === values[order[first]!]) end++;
    for (const index of order.subarray(first, end)) ranks[index] = first + end + 1;
    first = end;
  }
  return ranks;
}
