/** Below this many values a selection over all of them is quick enough. */
const worthSampling = 20_000;
const sampleSize = 4096;
/** Ranks either side of the sample's middle; three of its standard errors are 96. */
const margin = 128;

/**
 * Middle value, or the mean of the two middle ones; 0 of none. Linear time. `values` hold no NaN and stay as
 * they are.
 */
export function medianOf(values: Float64Array): number {
  if (values.length === 0) return 0;
  const ranks = [(values.length - 1) >> 1, values.length >> 1] as const;
  const { near, before } = nearMiddle(values, ranks) ?? { near: values.slice(), before: 0 };
  const upper = select(near, ranks[1] - before);
  // After the selection everything before the upper one is at most as large.
  const lower = ranks[0] === ranks[1] ? upper : largestOf(near, ranks[1] - before);
  return lower / 2 + upper / 2;
}

/** A copy of some of the values in which the middle is sure to be, and how many smaller ones were left out. */
interface Near {
  readonly near: Float64Array;
  readonly before: number;
}

/** A sample tells between which values the middle lies (Floyd and Rivest 1975); undefined where it was wrong. */
function nearMiddle(values: Float64Array, [lower, upper]: readonly [number, number]): Near | undefined {
  if (values.length < worthSampling) return undefined;
  const sample = Float64Array.from(
    { length: sampleSize },
    (_, index) => values[Math.floor((index * values.length) / sampleSize)]!,
  ).sort();
  const least = sample[sampleSize / 2 - margin]!;
  const most = sample[sampleSize / 2 + margin]!;
  // A sixteenth is expected; writes beyond the end of the array are lost, and then it is not used.
  const near = new Float64Array(values.length >> 2);
  let count = 0;
  let before = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (value < least) before++;
    else if (value <= most) near[count++] = value;
  }
  const sure = count <= near.length && before <= lower && upper < before + count;
  return sure ? { near: near.subarray(0, count), before } : undefined;
}

/** Moves the value of the given rank to its place, smaller ones before it (Hoare's quickselect). */
function select(values: Float64Array, rank: number): number {
  let first = 0;
  let last = values.length - 1;
  while (first < last) {
    const pivot = middleOfThree(values[first]!, values[(first + last) >> 1]!, values[last]!);
    let low = first;
    let high = last;
    while (low <= high) {
      while (values[low]! < pivot) low++;
      while (values[high]! > pivot) high--;
      if (low > high) break;
      const swapped = values[low]!;
      values[low++] = values[high]!;
      values[high--] = swapped;
    }
    if (rank <= high) last = high;
    else if (rank >= low) first = low;
    else break;
  }
  return values[rank]!;
}

/** Keeps sorted columns, which are common, from taking quadratic time. */
const middleOfThree = (a: number, b: number, c: number): number =>
  Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));

function largestOf(values: Float64Array, count: number): number {
  let largest = values[0]!;
  for (let index = 1; index < count; index++) largest = Math.max(largest, values[index]!);
  return largest;
}
