import { blockRows, offsetOf, type FeatureMatrix } from '../../engine/matrix.ts';

/** Rows looked at: the first of some blocks at equal distances, read line by line of the cache. */
const sampledBlocks = 16;
const rowsOfBlock = 32;
const sampledRows = sampledBlocks * rowsOfBlock;
/** Values left out at either end, so that the few far ones do not decide about all. */
const tail = sampledRows / 64;
/** Codes on either side of 0, where half of them are for the values between the tails. */
const reach = 32_767;
/** Neighbors in the sample with different values but one code, above which a column is not coded. */
const mostCollisions = sampledRows / 16;

/**
 * How each column is coded, `code = (value − center) · scale`: center and scale of column 0, of column 1, … The codes
 * are fine where most values lie; values beyond share the last code. A scale of 0 leaves the column uncoded: it is
 * constant, or spread over so many magnitudes that too many values would share a code.
 */
export function chooseCoding(matrix: FeatureMatrix): Float32Array {
  const coding = new Float32Array(2 * matrix.columns);
  const sample = new Float32Array(sampledRows);
  for (let column = 0; column < matrix.columns; column++) {
    takeSample(matrix, column, sample);
    sample.sort();
    const [low, high] = rangeOf(sample);
    const center = Math.fround(low + (high - low) / 2);
    const scale = Math.fround(reach / (high - low));
    coding[2 * column] = center;
    coding[2 * column + 1] = isFineEnough(sample, center, scale) ? scale : 0;
  }
  return coding;
}

function takeSample(matrix: FeatureMatrix, column: number, sample: Float32Array): void {
  const blocks = Math.ceil(matrix.rows / blockRows);
  for (let index = 0; index < sampledBlocks; index++) {
    const row = Math.floor((index * blocks) / sampledBlocks) * blockRows;
    const first = offsetOf(matrix, row, column);
    sample.set(matrix.data.subarray(first, first + rowsOfBlock), index * rowsOfBlock);
  }
}

/** Least and greatest value without the tails, or with them where all others are equal. */
function rangeOf(sorted: Float32Array): [number, number] {
  const low = sorted[tail]!;
  const high = sorted[sampledRows - 1 - tail]!;
  return low < high ? [low, high] : [sorted[0]!, sorted[sampledRows - 1]!];
}

function isFineEnough(sorted: Float32Array, center: number, scale: number): boolean {
  if (!Number.isFinite(scale) || scale === 0) return false;
  let collisions = 0;
  for (let index = 1; index < sampledRows; index++) {
    const before = sorted[index - 1]!;
    const value = sorted[index]!;
    if (value !== before && codeOf(value, center, scale) === codeOf(before, center, scale)) collisions++;
  }
  return collisions <= mostCollisions;
}

/** Nearly what the kernel computes: enough to judge by. */
const codeOf = (value: number, center: number, scale: number): number =>
  Math.max(-32_768, Math.min(reach, Math.trunc((value - center) * scale)));
