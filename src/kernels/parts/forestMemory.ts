// Memory map of the classifier kernel. `prepare` lays it out for one training set; the caller reads the exported
// addresses and writes columns and labels there.

/** Rows and draws per tree at most: as many as 64 words of 64 bits can mark, a word of words. */
export const mostRows: i32 = 4096;

export let rows: i32 = 0;
export let features: i32 = 0;
export let classes: i32 = 0;

/** f32[features × rows], column-major. */
export let columns: usize = 0;
/** u16[rows]: class of each row. */
export let labels: usize = 0;
/** u16[features × rows]: place of each row when the feature ascends. */
export let position: usize = 0;
/** u16[features × rows]: the row at each place. */
export let order: usize = 0;
/** u8[features]: 0 not ranked yet, 1 all values differ, 2 some are equal. */
export let ranked: usize = 0;
/** i32[features]: the feature numbers, shuffled by the draws. */
export let shuffled: usize = 0;
/** i32[rows]: how often each row is drawn, with its class in the upper half (see cuts.ts). */
export let weights: usize = 0;
/** u16[rows]: the drawn rows; a node is a range of them. */
export let members: usize = 0;
/** u16[rows]: the rows of the node at hand, ascending in the feature at hand. */
export let ascending: usize = 0;
/** f64[mostRows + 1]: 1 / weight. */
export let inverse: usize = 0;
/** i32[classes] each: class weights of the node at hand and of the side left of a cut. */
export let totals: usize = 0;
export let lefts: usize = 0;
/** Nodes waiting to be split, 16 bytes each. */
export let openNodes: usize = 0;
/** The nodes of the tree at hand: i32, f32, i32 and f32[classes] each. */
export let nodeFeature: usize = 0;
export let nodeThreshold: usize = 0;
export let nodeLeft: usize = 0;
export let nodeShares: usize = 0;
/** f64[features] each: impurity decreases of the tree at hand, and the normalized ones of all trees. */
export let decreases: usize = 0;
export let importances: usize = 0;
/** f64[rows × classes]: class shares summed over the trees that did not draw the row. */
export let votes: usize = 0;
/** u64[rows] twice and i32[4 × 256]: keys and digit counts of the radix sort. */
export let keys: usize = 0;
export let spareKeys: usize = 0;
export let digitCounts: usize = 0;
/** u64[64]: one bit per place. */
export let bitmap: usize = 0;

let end: usize = 0;

function reserve(bytes: i32): usize {
  const start = end;
  end = (end + <usize>bytes + 63) & ~63;
  return start;
}

/** Lays the memory out and clears what a forest starts from. Columns and labels are to be written afterwards. */
export function prepare(rowCount: i32, featureCount: i32, classCount: i32): void {
  rows = rowCount;
  features = featureCount;
  classes = classCount;
  end = (__heap_base + 63) & ~63;
  reserveScratch();
  reserveTree();
  columns = reserve(features * rows * 4);
  position = reserve(features * rows * 2);
  order = reserve(features * rows * 2);
  const missing = <i32>((end + 0xffff) >> 16) - memory.size();
  if (missing > 0) memory.grow(missing);
  memory.fill(ranked, 0, features);
  memory.fill(importances, 0, (<usize>features) << 3);
  memory.fill(votes, 0, (<usize>(rows * classes)) << 3);
  memory.fill(bitmap, 0, 512);
  if (load<f64>(inverse, 8) == 0) fillInverse();
}

function fillInverse(): void {
  for (let weight = 1; weight <= mostRows; weight++) {
    store<f64>(inverse + ((<usize>weight) << 3), 1.0 / <f64>weight);
  }
}

function reserveScratch(): void {
  // First of all, so that it never moves and is computed once.
  inverse = reserve((mostRows + 1) * 8);
  bitmap = reserve(512);
  digitCounts = reserve(4096);
  keys = reserve(rows * 8);
  spareKeys = reserve(rows * 8);
  weights = reserve(rows * 4);
  members = reserve(rows * 2);
  ascending = reserve(rows * 2);
  totals = reserve(classes * 4);
  lefts = reserve(classes * 4);
  openNodes = reserve((rows + 1) * 16);
  ranked = reserve(features);
  shuffled = reserve(features * 4);
}

function reserveTree(): void {
  const nodes = 2 * rows;
  labels = reserve(rows * 2);
  nodeFeature = reserve(nodes * 4);
  nodeThreshold = reserve(nodes * 4);
  nodeLeft = reserve(nodes * 4);
  nodeShares = reserve(nodes * classes * 4);
  decreases = reserve(features * 8);
  importances = reserve(features * 8);
  votes = reserve(rows * classes * 8);
}
