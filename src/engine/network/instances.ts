import type { Tensor } from '../graph/types.ts';
import { sizeOf } from './design.ts';
import type { Shape } from './types.ts';

/** Reads rows of a dataset as a network takes them: `rows.length × shape`, row-major. */
export type ReadRows = (rows: Int32Array) => Float32Array;

/** Instances a network learns from, ready to be put into batches. */
export interface Instances {
  readonly shape: Shape;
  readonly count: number;
  /** `count × shape`, row-major. */
  readonly values: Float32Array;
  /** Class of each, 0 to `classes` − 1. */
  readonly labels: Int32Array;
  readonly classes: number;
}

/** Some instances as tensors of a batch; targets are 1 at the class, else 0. */
export function batchOf(
  { shape, values, labels, classes }: Instances,
  places: Int32Array,
): { readonly instances: Tensor; readonly targets: Tensor } {
  const size = sizeOf(shape);
  const data = new Float32Array(places.length * size);
  const targets = new Float32Array(places.length * classes);
  for (let index = 0; index < places.length; index++) {
    const place = places[index]!;
    data.set(values.subarray(place * size, (place + 1) * size), index * size);
    targets[index * classes + labels[place]!] = 1;
  }
  return {
    instances: { dims: [places.length, ...shape], data },
    targets: { dims: [places.length, classes], data: targets },
  };
}

/** Pieces of at most `size`, in order. */
export function* piecesOf(places: Int32Array, size: number): Generator<Int32Array> {
  for (let start = 0; start < places.length; start += size) yield places.subarray(start, start + size);
}
