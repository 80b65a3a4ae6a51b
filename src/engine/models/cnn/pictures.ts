import { blockRows, offsetOf, type FeatureMatrix, type Picture } from '../../matrix.ts';
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
