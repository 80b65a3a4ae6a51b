import { layersFor } from '../../../engine/models/cnn/layers.ts';
import { designNetwork, sizeOf } from '../../../engine/network/design.ts';
import type { Instances } from '../../../engine/network/instances.ts';
import { createRng } from '../../../engine/rng.ts';

const size = { channels: 3, width: 32, height: 32 };

/** The IGradV paper's network for ten classes. */
export const paperDesign = designNetwork([3, 32, 32], layersFor(size, 0.1), 10);

/** So many pictures of noise with classes drawn at random. */
export function noisePictures(count: number): Instances {
  const rng = createRng('bench').fork('pictures', count);
  return {
    shape: paperDesign.input,
    count,
    classes: 10,
    values: Float32Array.from({ length: count * sizeOf(paperDesign.input) }, () => 2 * rng.uniform() - 1),
    labels: Int32Array.from({ length: count }, () => rng.below(10)),
  };
}

/** The numbers below `count`. */
export const everyPlace = (count: number): Int32Array =>
  Int32Array.from({ length: count }, (_, place) => place);
