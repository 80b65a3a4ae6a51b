import { blockRows, offsetOf, type FeatureMatrix, type Picture } from '../../matrix.ts';
import type { NetworkInput } from '../../network/exportNetwork.ts';
import type { ReadRows } from '../../network/instances.ts';

/** Reads rows as pictures, channel after channel, each value moved from [0, 1] to [−1, 1] as in the paper. */
export function pictureRows(features: FeatureMatrix, { channels, width, height }: Picture): ReadRows {
  const pixels = width * height;
  const { data } = features;
  return (rows) => {
    const values = new Float32Array(rows.length * channels * pixels);
    let target = 0;
    for (const row of rows) {
      const start = offsetOf(features, row, 0);
      for (let channel = 0; channel < channels; channel++) {
        for (let pixel = 0; pixel < pixels; pixel++) {
          values[target++] = 2 * data[start + (pixel * channels + channel) * blockRows]! - 1;
        }
      }
    }
    return values;
  };
}

/** The change of scale as part of an exported model. */
export const pictureInput = ({ channels, width, height }: Picture): NetworkInput => ({
  prepare: (builder, given) =>
    builder.add('Sub', [builder.add('Mul', [given, builder.number(2)]), builder.number(1)]),
  description: `Pictures resized to ${width} × ${height} (aspect ratio not kept, transparency on white), ${channels === 1 ? 'gray' : 'red, green, blue'}, values from 0 to 1, as samples × channels × rows × columns.`,
});
