import { type FeatureMatrix, offsetOf } from '../../engine/matrix.ts';
import { hashString } from '../../engine/rng.ts';

/**
 * Writes one-hot columns starting at `column`. `codes` holds a level per row, −1 for missing.
 * `targets[code]` is the column of a level, counted from `column`; missing values go to `missingTarget`.
 * A level that does not occur in `fitRows` stays all zero: a model could know nothing of it.
 */
export function writeOneHot(
  matrix: FeatureMatrix,
  column: number,
  codes: Int32Array,
  layout: { readonly targets: Int32Array; readonly missingTarget: number },
  fitRows?: Int32Array,
): void {
  const { targets, missingTarget } = layout;
  const known = knownLevels(codes, targets.length, fitRows);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (known[code + 1] === 0) continue;
    matrix.data[offsetOf(matrix, row, column + (code < 0 ? missingTarget : targets[code]!))] = 1;
  }
}

/** 1 for every level (index code + 1) that occurs in the given rows. */
function knownLevels(codes: Int32Array, levels: number, rows: Int32Array | undefined): Uint8Array {
  const known = new Uint8Array(levels + 1).fill(rows === undefined ? 1 : 0);
  rows?.forEach((row) => (known[codes[row]! + 1] = 1));
  return known;
}

/** One column a level, or a hashed column where there are more levels than `width`. */
export const levelTargets = (levels: readonly string[], width: number): Int32Array =>
  Int32Array.from(levels, (level, index) => (levels.length > width ? hashString(level) % width : index));
