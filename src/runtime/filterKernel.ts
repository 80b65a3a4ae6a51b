import {
  openFilterBank,
  type BankShape,
  type FilterBank,
  type OpenFilterBank,
} from '../engine/pictures/filterBank.ts';
import { loadKernel } from './kernels.ts';

/** What `kernels/filters.ts` exports; addresses are globals. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly rows: WebAssembly.Global<number>;
  readonly filters: WebAssembly.Global<number>;
  readonly responses: WebAssembly.Global<number>;
  readonly offsets: WebAssembly.Global<number>;
  readonly sums: WebAssembly.Global<number>;
  prepare(filters: number, columns: number, capacity: number): void;
  arrange(): void;
  apply(count: number): void;
  add(first: number, count: number): void;
}

/** The kernel multiplies so many filters at a time. */
const tileFilters = 8;

/** A bank of a WASM kernel, or of the plain path where there is none: the same answers to the last bit. */
export const openFastFilterBank: OpenFilterBank = (shape) =>
  openKernelBank(loadKernel('filters'), shape) ?? openFilterBank(shape);

/** Undefined without a kernel, and for a number of filters that it does not take. */
export function openKernelBank(
  module: WebAssembly.Module | undefined,
  { filters, columns, capacity }: BankShape,
): FilterBank | undefined {
  if (module === undefined || filters % tileFilters !== 0) return undefined;
  const kernel = new WebAssembly.Instance(module, { env: { abort } }).exports as unknown as Exports;
  kernel.prepare(filters, columns, capacity);
  const view = (address: WebAssembly.Global<number>, length: number) =>
    new Float32Array(kernel.memory.buffer, address.value, length);
  const loaded = view(kernel.filters, filters * columns);
  return {
    rows: view(kernel.rows, capacity * columns),
    responses: view(kernel.responses, capacity * filters),
    offsets: view(kernel.offsets, filters),
    sums: view(kernel.sums, filters),
    load(values) {
      loaded.set(values);
      kernel.arrange();
    },
    apply: (count) => kernel.apply(count),
    add: (first, count) => kernel.add(first, count),
  };
}

/** Called by the kernel when memory runs out. */
function abort(): never {
  throw new RangeError('The kernel of the filters ran out of memory.');
}
