import { ForestNodes } from '../../engine/forest/forestNodes.ts';
import type { ForestOptions } from '../../engine/forest/types.ts';
import type { RegressorKernel } from './regressorKernel.ts';

/** Batches of a forest whose rows are summed over: the same for any number of threads, for the order of sums counts. */
const mostBatches = 32;

/** Without such sums every tree is a batch, so that threads end nearly together. */
export const batchCount = ({ trees, outOfBag }: ForestOptions): number =>
  outOfBag === false ? trees : Math.min(trees, mostBatches);

/** Some trees of a forest, in their order; children are numbered from the batch's first node. */
export interface RegressorBatch {
  readonly nodes: ReturnType<ForestNodes['finish']>;
  /** First node of each tree. */
  readonly roots: Int32Array;
  readonly depths: Int32Array;
  /** Decrease of the squared error by each feature: trees × features. */
  readonly decreases: Float64Array;
  /** Sum and number of out-of-bag predictions per row, where they are wanted. */
  readonly outOfBag: { readonly sums: Float64Array; readonly counts: Int32Array } | undefined;
}

/** Grows the trees of one batch. */
export function growBatch(kernel: RegressorKernel, options: ForestOptions, batch: number): RegressorBatch {
  const first = Math.floor((batch * options.trees) / batchCount(options));
  const end = Math.floor(((batch + 1) * options.trees) / batchCount(options));
  const nodes = new ForestNodes(1, kernel.mostNodes);
  const roots: number[] = [];
  const depths: number[] = [];
  const decreases = new Float64Array((end - first) * kernel.features);
  for (let tree = first; tree < end; tree++) {
    roots.push(nodes.count);
    const grown = kernel.grow(tree, nodes);
    depths.push(grown.depth);
    decreases.set(grown.decreases, (tree - first) * kernel.features);
  }
  return {
    nodes: nodes.finish(),
    roots: Int32Array.from(roots),
    depths: Int32Array.from(depths),
    decreases,
    outOfBag: options.outOfBag === false ? undefined : kernel.takeOutOfBag(),
  };
}
