import type { Forest } from '../../engine/forest/types.ts';

/** What the trees of a forest compute from split bits, and how many masks they need at once. */
export interface TreeCode {
  readonly code: Int32Array;
  readonly slots: number;
}

/** Masks that are free again go to the next node, so that the few alive at once stay in the first-level cache. */
class SlotPool {
  most: number;
  readonly #free: number[] = [];

  /** @param taken slots that are never free: constants and classes. */
  constructor(taken: number) {
    this.most = taken;
  }

  take(): number {
    return this.#free.pop() ?? this.most++;
  }

  release(slot: number): void {
    this.#free.push(slot);
  }
}

/** Appends numbers to code whose length is known: a head of two per tree and four per inner node. */
class CodeWriter {
  readonly code: Int32Array;
  #length = 0;

  constructor({ feature, trees }: Forest) {
    const inner = feature.filter((column) => column >= 0).length;
    this.code = new Int32Array(2 * trees + 4 * inner);
  }

  head(count: number, leaf: number): void {
    this.code[this.#length++] = count;
    this.code[this.#length++] = leaf;
  }

  node(split: number, first: number, second: number, third: number): void {
    this.code[this.#length++] = split;
    this.code[this.#length++] = first;
    this.code[this.#length++] = second;
    this.code[this.#length++] = third;
  }
}

/**
 * Two classes: split, left, right and own slot per inner node, children first; slots 0 and 1 are the leaves of
 * class 0 and of class 1. A tree that is one leaf has no nodes and that leaf's slot in its head.
 */
export function voteCode(forest: Forest, splitOf: Int32Array): TreeCode {
  const writer = new CodeWriter(forest);
  const slots = new SlotPool(2);
  const slotOf = new Int32Array(forest.feature.length);
  const settle = (child: number): void => {
    if (forest.feature[child]! < 0) slotOf[child] = classOf(forest, child);
    else slots.release(slotOf[child]!);
  };
  for (let tree = 0; tree < forest.trees; tree++) {
    const root = forest.roots[tree]!;
    const nodes = innerNodes(forest, root).reverse();
    writer.head(nodes.length, nodes.length === 0 ? classOf(forest, root) : 0);
    for (const node of nodes) {
      const left = forest.left[node]!;
      settle(left);
      settle(left + 1);
      slotOf[node] = slots.take();
      writer.node(splitOf[node]!, slotOf[left]!, slotOf[left + 1]!, slotOf[node]!);
    }
    if (nodes.length > 0) slots.release(slotOf[root]!);
  }
  return { code: writer.code, slots: slots.most };
}

/**
 * More classes: split, own slot, left and right slot per inner node, parents first. The first slots are the
 * classes, where leaves lead to; then comes the root's. A tree that is one leaf has its class in its head.
 */
export function reachCode(forest: Forest, splitOf: Int32Array): TreeCode {
  const rootSlot = forest.outputs;
  const writer = new CodeWriter(forest);
  const slots = new SlotPool(forest.outputs + 1);
  const slotOf = new Int32Array(forest.feature.length);
  const place = (child: number): number =>
    (slotOf[child] = forest.feature[child]! < 0 ? classOf(forest, child) : slots.take());
  for (let tree = 0; tree < forest.trees; tree++) {
    const root = forest.roots[tree]!;
    const nodes = innerNodes(forest, root);
    writer.head(nodes.length, nodes.length === 0 ? classOf(forest, root) : 0);
    slotOf[root] = rootSlot;
    for (const node of nodes) {
      const own = slotOf[node]!;
      if (own !== rootSlot) slots.release(own);
      const left = forest.left[node]!;
      writer.node(splitOf[node]!, own, place(left), place(left + 1));
    }
  }
  return { code: writer.code, slots: slots.most };
}

/** Inner nodes of a tree, each before its children and with one whole branch before the other. */
function innerNodes({ feature, left }: Forest, root: number): number[] {
  const nodes: number[] = [];
  const open = feature[root]! < 0 ? [] : [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    nodes.push(node);
    const child = left[node]!;
    if (feature[child]! >= 0) open.push(child);
    if (feature[child + 1]! >= 0) open.push(child + 1);
  }
  return nodes;
}

/** The class of a pure leaf. */
function classOf({ value, outputs }: Forest, leaf: number): number {
  let label = 0;
  while (value[leaf * outputs + label] !== 1) label++;
  return label;
}
