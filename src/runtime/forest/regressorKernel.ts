import { drawCount, drawRows } from '../../engine/forest/classificationForest.ts';
import type { ForestNodes } from '../../engine/forest/forestNodes.ts';
import { featureSeed } from '../../engine/forest/plainRegressor.ts';
import { TreeDraws, treeSeed } from '../../engine/forest/treeDraws.ts';
import type { ForestOptions } from '../../engine/forest/types.ts';

/** What `kernels/regressor.ts` exports; addresses are globals. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  prepare(rows: number, features: number, mostSlots: number): void;
  growTree(seed: number, maxFeatures: number, maxDepth: number, minLeaf: number): number;
  predictOutOfBag(): void;
  readonly depth: WebAssembly.Global<number>;
  readonly values: WebAssembly.Global<number>;
  readonly targets: WebAssembly.Global<number>;
  readonly draws: WebAssembly.Global<number>;
  readonly nodes: WebAssembly.Global<number>;
  readonly decreases: WebAssembly.Global<number>;
  readonly outOfBagSums: WebAssembly.Global<number>;
  readonly outOfBagCounts: WebAssembly.Global<number>;
}

/** The regression kernel with one table in its own memory. */
export class RegressorKernel {
  readonly features: number;
  /** Of one tree. */
  readonly mostNodes: number;
  readonly #exports: Exports;
  readonly #options: ForestOptions;
  readonly #rows: number;
  readonly #draws: Int32Array;

  /** @param columns column-major `targets.length × features` values, finite. */
  constructor(
    module: WebAssembly.Module,
    columns: Float32Array,
    targets: Float64Array,
    options: ForestOptions,
  ) {
    const kernel = new WebAssembly.Instance(module, { env: { abort } }).exports as unknown as Exports;
    this.#exports = kernel;
    this.#options = options;
    this.#rows = targets.length;
    this.features = columns.length / targets.length;
    const drawLimit = Math.min(this.#rows, drawCount(this.#rows, options));
    this.mostNodes = 2 * drawLimit - 1;
    kernel.prepare(this.#rows, this.features, drawLimit);
    const { buffer } = kernel.memory;
    transpose(columns, new Float32Array(buffer, kernel.values.value, columns.length), this.#rows);
    new Float64Array(buffer, kernel.targets.value, this.#rows).set(targets);
    this.#draws = new Int32Array(buffer, kernel.draws.value, this.#rows);
  }

  /** Grows the forest's tree of that number, appends its nodes, and returns its depth and each feature's decrease. */
  grow(tree: number, nodes: ForestNodes): { readonly depth: number; readonly decreases: Float64Array } {
    const kernel = this.#exports;
    const { seed, rowShare, maxFeatures, maxDepth, minLeaf, outOfBag } = this.#options;
    drawRows(this.#draws, rowShare, new TreeDraws(seed, tree));
    const depthLimit = Math.min(maxDepth, 0x7fff_ffff);
    const count = kernel.growTree(treeSeed(featureSeed(seed), tree), maxFeatures, depthLimit, minLeaf);
    this.#append(nodes, count);
    if (outOfBag !== false) kernel.predictOutOfBag();
    const decreases = new Float64Array(kernel.memory.buffer, kernel.decreases.value, this.features);
    return { depth: kernel.depth.value, decreases };
  }

  /** Sums and numbers of the out-of-bag predictions per row since the last call, which start anew. */
  takeOutOfBag(): { readonly sums: Float64Array; readonly counts: Int32Array } {
    const { memory, outOfBagSums, outOfBagCounts } = this.#exports;
    const sums = new Float64Array(memory.buffer, outOfBagSums.value, this.#rows);
    const counts = new Int32Array(memory.buffer, outOfBagCounts.value, this.#rows);
    const taken = { sums: sums.slice(), counts: counts.slice() };
    sums.fill(0);
    counts.fill(0);
    return taken;
  }

  /** Copies the tree's nodes, 16 bytes each: feature, threshold, left child counted from the root, value. */
  #append(nodes: ForestNodes, count: number): void {
    const root = nodes.addLeaves(count);
    const integers = new Int32Array(this.#exports.memory.buffer, this.#exports.nodes.value, 4 * count);
    const floats = new Float32Array(integers.buffer, integers.byteOffset, 4 * count);
    for (let index = 0; index < count; index++) {
      const node = root + index;
      const left = integers[4 * index + 2]!;
      nodes.feature[node] = integers[4 * index]!;
      nodes.threshold[node] = floats[4 * index + 1]!;
      nodes.left[node] = left < 0 ? -1 : root + left;
      nodes.value[node] = floats[4 * index + 3]!;
    }
  }
}

/** Writes a column-major table by rows. */
function transpose(columns: Float32Array, byRow: Float32Array, rows: number): void {
  for (let row = 0, place = 0; row < rows; row++) {
    for (let value = row; value < columns.length; value += rows) byRow[place++] = columns[value]!;
  }
}

/** Called by the kernel when memory runs out; AssemblyScript passes addresses of texts that the build leaves out. */
function abort(): never {
  throw new RangeError('The regression kernel ran out of memory.');
}
