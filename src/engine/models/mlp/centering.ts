import { rowOfFeatures } from '../../graph/exportedEnds.ts';
import { blockRows, offsetOf, type FeatureMatrix } from '../../matrix.ts';
import type { NetworkInput } from '../../network/exportNetwork.ts';
import type { ReadRows } from '../../network/instances.ts';
import { standardize } from '../standardize.ts';

/** What columns are moved by, and divided by together. */
export interface Centering {
  readonly means: Float64Array;
  readonly scale: number;
}

/** Reads rows centered. */
export function centeredRows(features: FeatureMatrix, { means, scale }: Centering): ReadRows {
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

/**
 * Takes the mean of each column off and divides all of them by one number, the root of their mean
 * variance. Standardized tables stay as they are; columns are not blown up one by one, for rare words would drown the
 * others. Every row of the dataset counts, labels are not looked at.
 */
export function centeringOf(features: FeatureMatrix): Centering {
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

/** The centering as part of an exported model. */
export function centeringInput({ means, scale }: Centering): NetworkInput {
  return {
    prepare(builder, given) {
      const center = builder.tensor('means', [means.length], Float32Array.from(means));
      return builder.add('Div', [builder.add('Sub', [given, center]), builder.number(scale)]);
    },
    description: `${rowOfFeatures}; they are centered here.`,
  };
}
