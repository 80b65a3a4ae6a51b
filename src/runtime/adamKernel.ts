import { moveWeights, type AdamArrays, type MoveWeights } from '../engine/network/adam.ts';
import { loadKernel } from './kernels.ts';

/** What `kernels/adam.ts` exports; addresses are globals. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly pieceLength: WebAssembly.Global<number>;
  readonly weights: WebAssembly.Global<number>;
  readonly gradients: WebAssembly.Global<number>;
  readonly first: WebAssembly.Global<number>;
  readonly second: WebAssembly.Global<number>;
  move(count: number, rate: number, correction: number, weightDecay: number): void;
}

type Name = keyof AdamArrays;
const read: readonly Name[] = ['weights', 'gradients', 'first', 'second'];
const written: readonly Name[] = ['weights', 'first', 'second'];

/** Adam's steps by a WASM kernel, made on first use; the same to the last bit by the plain path where there is none. */
export function createMoveWeights(): MoveWeights {
  let move: MoveWeights | undefined;
  return (arrays, step) => {
    move ??= moveByKernel(loadKernel('adam')) ?? moveWeights;
    move(arrays, step);
  };
}

/** Copies piece after piece into the kernel's memory and back, which costs less than the arithmetic it saves. */
export function moveByKernel(module: WebAssembly.Module | undefined): MoveWeights | undefined {
  if (module === undefined) return undefined;
  const kernel = new WebAssembly.Instance(module, { env: { abort } }).exports as unknown as Exports;
  const length = kernel.pieceLength.value;
  const pieceOf = (name: Name) => new Float32Array(kernel.memory.buffer, kernel[name].value, length);
  const pieces = Object.fromEntries(read.map((name) => [name, pieceOf(name)])) as Record<Name, Float32Array>;
  return (arrays, { rate, correction, weightDecay }) => {
    const { length: end } = arrays.weights;
    for (let begin = 0; begin < end; begin += length) {
      const count = Math.min(length, end - begin);
      for (const name of read) pieces[name].set(arrays[name].subarray(begin, begin + count));
      kernel.move(count, rate, correction, weightDecay);
      for (const name of written) arrays[name].set(pieces[name].subarray(0, count), begin);
    }
  };
}

/** Called by the kernel when memory runs out, which its four pieces cannot bring about. */
function abort(): never {
  throw new RangeError('The kernel of Adam ran out of memory.');
}
