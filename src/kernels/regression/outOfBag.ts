import { nodeAt } from './node';

/** Rows that descend side by side, so that the memory latencies of their steps overlap. */
const groupRows = 256;

/** Bytes of scratch memory a group takes: {row, node} of the rows on their way, and the leaf each row reached. */
export const groupBytes: usize = groupRows * 16;

/**
 * Adds the tree's prediction of every row that it did not draw to the row's sum.
 * @param values f32[rows × features].
 * @param draws i32 by row, 0 for out-of-bag rows.
 * @param sums f64 by row.
 * @param counts i32 by row.
 */
export function addOutOfBag(
  nodes: usize,
  values: usize,
  features: i32,
  rows: i32,
  draws: usize,
  sums: usize,
  counts: usize,
  scratch: usize,
): void {
  let row = 0;
  while (row < rows) {
    let size = 0;
    for (; row < rows && size < groupRows; row++) {
      store<i32>(scratch + ((<usize>size) << 3), row);
      size += i32(load<i32>(draws + ((<usize>row) << 2)) == 0);
    }
    addGroup(nodes, values, features, size, sums, counts, scratch);
  }
}

/** Leads the rows listed in `scratch` to their leaves, one level at a time, without a branch per step. */
function addGroup(
  nodes: usize,
  values: usize,
  features: i32,
  size: i32,
  sums: usize,
  counts: usize,
  scratch: usize,
): void {
  const reached = scratch + groupRows * 8;
  for (let place = 0; place < size; place++) {
    const row = load<i32>(scratch + ((<usize>place) << 3));
    store<i32>(reached + ((<usize>place) << 3), row);
    store<i32>(reached + ((<usize>place) << 3), 0, 4);
    store<i32>(scratch + ((<usize>place) << 3), place);
    store<i32>(scratch + ((<usize>place) << 3), 0, 4);
  }
  let open = nodeAt(nodes, 0).feature < 0 ? 0 : size;
  while (open > 0) open = step(nodes, values, features, open, scratch, reached);
  for (let place = 0; place < size; place++) {
    const row = <usize>load<i32>(reached + ((<usize>place) << 3));
    const leaf = nodeAt(nodes, load<i32>(reached + ((<usize>place) << 3), 4));
    store<f64>(sums + (row << 3), load<f64>(sums + (row << 3)) + <f64>leaf.value);
    store<i32>(counts + (row << 2), load<i32>(counts + (row << 2)) + 1);
  }
}

/** One level down for every row still on its way; returns how many have not reached a leaf. */
function step(nodes: usize, values: usize, features: i32, open: i32, scratch: usize, reached: usize): i32 {
  let kept = scratch;
  const end = scratch + ((<usize>open) << 3);
  for (let from = scratch; from < end; from += 8) {
    const place = load<i32>(from);
    const target = reached + ((<usize>place) << 3);
    const node = nodeAt(nodes, load<i32>(from, 4));
    const row = <usize>load<i32>(target);
    const value = load<f32>(values + ((row * features + node.feature) << 2));
    const child = node.left + i32(value > node.threshold);
    store<i32>(target, child, 4);
    store<i32>(kept, place);
    store<i32>(kept, child, 4);
    kept += select<usize>(8, 0, nodeAt(nodes, child).feature >= 0);
  }
  return <i32>((kept - scratch) >> 3);
}
