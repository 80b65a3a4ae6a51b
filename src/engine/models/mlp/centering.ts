import { blockRows, offsetOf, type FeatureMatrix } from '../../matrix.ts';
import type { ReadRows } from '../../network/instances.ts';
import { standardize } from '../logistic/standardize.ts';

/** What columns are moved by, and divided by together. */
interface Centering {
  readonly means: Float64Array;
  readonly scale: number;
}

const centerings = new WeakMap<FeatureMatrix, Centering>();

/**
 * Reads rows with the mean of each column taken off and all of them divided by one number, the root of their mean
 * variance. Standardized tables stay as they are; columns are not blown up one by one, for rare words would drown the
 * others. Every row of the dataset counts, labels are not looked at.
 */
export function centeredRows(features: FeatureMatrix): ReadRows {
  const { means, scale } = centeringOf(features);
  const { columns, data } = features;
  return (rows) => {
    const values = new Float32Array(rows.length * columns);
    let target = 0;
    for (const row of rows) {
      const start = offsetOf(features, row, 0);
      for (let column = 0; column < columns; column++) {
        values[target++] = (data[start + column * blockRows]! - means[column]!) / scale;
      }
    }
    return values;
  };
}

/** Made once per matrix: pools are large, and every round asks. */
export function centeringOf(features: FeatureMatrix): Centering {
  let centering = centerings.get(features);
  if (centering === undefined) {
    centering = computeCentering(features);
    centerings.set(features, centering);
  }
  return centering;
}

function computeCentering(features: FeatureMatrix): Centering {
  const { columns, means: known, deviations } = standardize(features);
  // Constant columns become 0 as well: their value is their mean.
  const first = offsetOf(features, 0, 0);
  const means = Float64Array.from(
    { length: features.columns },
    (_, column) => features.data[first + column * blockRows]!,
  );
  for (const [index, column] of columns.entries()) means[column] = known[index]!;
  const variance = deviations.reduce((sum, deviation) => sum + deviation * deviation, 0);
  return { means, scale: columns.length === 0 ? 1 : Math.sqrt(variance / columns.length) };
}
