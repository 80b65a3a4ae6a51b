import type { Tensor, Tensors } from '../graph/types.ts';
import type { Rng } from '../rng.ts';
import { sizeOf, type NetworkDesign } from './design.ts';

/** Weights of a network by name, in the order of its design. */
export type Parameters = ReadonlyMap<string, Tensor>;

/** Uniform within 1/√fanIn of 0, weights and biases alike: PyTorch's default for linear and convolution layers. */
export function initialParameters({ parameters }: NetworkDesign, rng: Rng): Parameters {
  return new Map(
    parameters.map(({ name, dims, fanIn }) => {
      const draws = rng.fork(name);
      const bound = 1 / Math.sqrt(fanIn);
      const data = new Float32Array(sizeOf(dims));
      for (let index = 0; index < data.length; index++) data[index] = (2 * draws.uniform() - 1) * bound;
      return [name, { dims, data }];
    }),
  );
}

/** Tensors of the same shapes, all zero. */
export const zerosLike = (parameters: Parameters): Parameters =>
  new Map(
    [...parameters].map(([name, { dims, data }]) => [name, { dims, data: new Float32Array(data.length) }]),
  );

export const copyOf = (parameters: Parameters): Parameters =>
  new Map([...parameters].map(([name, { dims, data }]) => [name, { dims, data: data.slice() }]));

export function restore(parameters: Parameters, kept: Parameters): void {
  for (const [name, { data }] of parameters) data.set(kept.get(name)!.data);
}

export function allFinite(parameters: Parameters): boolean {
  for (const { data } of parameters.values()) {
    // A sum is finite only where all its terms are; overflow is out of reach in 64 bits.
    let sum = 0;
    for (let index = 0; index < data.length; index++) sum += data[index]!;
    if (!Number.isFinite(sum)) return false;
  }
  return true;
}

/** The tensors under other names, as inputs or outputs of a graph. */
export function tensorsNamed(parameters: Parameters, rename: (name: string) => string): Tensors {
  return Object.fromEntries([...parameters].map(([name, tensor]) => [rename(name), tensor]));
}

/** ⟨a, b⟩ over all weights, in 64 bits. */
export function innerProduct(a: Parameters, b: Parameters): number {
  let total = 0;
  for (const [name, { data }] of a) {
    const other = b.get(name)!.data;
    let sum = 0;
    for (let index = 0; index < data.length; index++) sum += data[index]! * other[index]!;
    total += sum;
  }
  return total;
}
