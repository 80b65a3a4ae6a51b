import { CancelledError } from '../../engine/errors.ts';
import { drawCount, leavesArePure } from '../../engine/forest/classificationForest.ts';
import { ForestNodes } from '../../engine/forest/forestNodes.ts';
import { normalizedImportances } from '../../engine/forest/importances.ts';
import { accuracyOfVotes } from '../../engine/forest/outOfBag.ts';
import { treeSeed } from '../../engine/forest/treeDraws.ts';
import type { Forest, ForestOptions } from '../../engine/forest/types.ts';
import type { CancelSignal } from '../../engine/types.ts';

/** What `kernels/classifier.ts` exports; a global is the address that `prepare` has laid out. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly columns: WebAssembly.Global<number>;
  readonly labels: WebAssembly.Global<number>;
  readonly nodeFeature: WebAssembly.Global<number>;
  readonly nodeThreshold: WebAssembly.Global<number>;
  readonly nodeLeft: WebAssembly.Global<number>;
  readonly nodeShares: WebAssembly.Global<number>;
  readonly importances: WebAssembly.Global<number>;
  readonly votes: WebAssembly.Global<number>;
  readonly depth: WebAssembly.Global<number>;
  prepare(rows: number, features: number, classes: number): void;
  growTree(seed: number, draws: number, maxFeatures: number, maxDepth: number, minLeaf: number): number;
}

const mostRows = 4096;
/** The kernel keeps a label in 16 bits. */
const mostClasses = 2 ** 16;
/** Columns, positions and order must fit the 4 GiB that a kernel can address, with room for the rest. */
const mostValues = 2 ** 28;

/** The classification kernel. It keeps its memory from fit to fit. */
export class ClassifierKernel {
  readonly #kernel: Exports;

  constructor(module: WebAssembly.Module) {
    this.#kernel = new WebAssembly.Instance(module, { env: { abort } }).exports as unknown as Exports;
  }

  /** Whether the kernel can grow this forest; where not, the plain path can. */
  static accepts(columns: Float32Array, rows: number, classCount: number, options: ForestOptions): boolean {
    return (
      rows <= mostRows &&
      drawCount(rows, options) <= mostRows &&
      classCount <= mostClasses &&
      columns.length <= mostValues
    );
  }

  /** The forest of `fitClassificationForest`. @throws CancelledError between trees when the signal is raised. */
  fit(
    columns: Float32Array,
    labels: Int32Array,
    classCount: number,
    options: ForestOptions,
    signal: CancelSignal,
  ): Forest {
    const kernel = this.#kernel;
    const features = columns.length / labels.length;
    kernel.prepare(labels.length, features, classCount);
    new Float32Array(kernel.memory.buffer, kernel.columns.value, columns.length).set(columns);
    new Uint16Array(kernel.memory.buffer, kernel.labels.value, labels.length).set(labels);
    const { nodes, roots, depths } = this.#growTrees(labels.length, classCount, options, signal);
    const grown = nodes.finish();
    const votes = new Float64Array(kernel.memory.buffer, kernel.votes.value, labels.length * classCount);
    const importances = new Float64Array(kernel.memory.buffer, kernel.importances.value, features);
    return {
      trees: options.trees,
      outputs: classCount,
      columns: features,
      roots,
      ...grown,
      depths,
      importances: normalizedImportances(importances),
      outOfBagScore: accuracyOfVotes(votes, labels, classCount),
      outOfBagVotes: votes.slice(),
      pureLeaves: leavesArePure(grown.feature, grown.value, classCount),
    };
  }

  #growTrees(rows: number, classCount: number, options: ForestOptions, signal: CancelSignal) {
    const { trees, seed, maxFeatures, minLeaf } = options;
    const maxDepth = Math.min(options.maxDepth, rows);
    const draws = drawCount(rows, options);
    const nodes = new ForestNodes(classCount, trees * Math.min(2 * rows, 64));
    const roots = new Int32Array(trees + 1);
    const depths = new Int32Array(trees);
    for (let tree = 0; tree < trees; tree++) {
      if (signal.aborted) throw new CancelledError();
      const count = this.#kernel.growTree(treeSeed(seed, tree), draws, maxFeatures, maxDepth, minLeaf);
      this.#append(nodes, count);
      depths[tree] = this.#kernel.depth.value;
      roots[tree + 1] = nodes.count;
    }
    return { nodes, roots, depths };
  }

  /** Copies the nodes of the tree grown last; its children are counted from its root. */
  #append(nodes: ForestNodes, count: number): void {
    const { memory, nodeFeature, nodeThreshold, nodeLeft, nodeShares } = this.#kernel;
    const { buffer } = memory;
    const root = nodes.addLeaves(count);
    nodes.feature.set(new Int32Array(buffer, nodeFeature.value, count), root);
    nodes.threshold.set(new Float32Array(buffer, nodeThreshold.value, count), root);
    nodes.value.set(new Float32Array(buffer, nodeShares.value, count * nodes.outputs), root * nodes.outputs);
    const left = new Int32Array(buffer, nodeLeft.value, count);
    for (let node = 0; node < count; node++)
      nodes.left[root + node] = left[node]! < 0 ? -1 : root + left[node]!;
  }
}

/** AssemblyScript's trap; the kernels run without the checks that would call it. */
function abort(): never {
  throw new RangeError('The classification kernel ran out of memory.');
}
