import { blockRows } from './arrays';

/**
 * Predicts a block by descent: any leaves, any number of outputs. Nodes are 16 bytes: byte offset of the
 * column in a block, threshold, address of the left child, address of the leaf's values; the right child follows
 * the left. A leaf is its own left child below a threshold of Infinity, so that every row takes as many steps
 * as the tree is deep, without branches, four rows side by side.
 * @param program i32 fields: trees, outputs, address of u32[trees] roots, address of i32[trees] depths.
 * @param scratch f64[1024 × outputs].
 * @param output f32[1024 × outputs], row-major.
 */
export function descendBlock(program: usize, scratch: usize, block: usize, output: usize): void {
  const trees = load<i32>(program);
  const outputs = load<i32>(program, 4);
  let root = <usize>load<u32>(program, 8);
  let depth = <usize>load<u32>(program, 12);
  const values = blockRows * outputs;
  memory.fill(scratch, 0, (<usize>values) << 3);
  for (let tree = 0; tree < trees; tree++) {
    addTree(<usize>load<u32>(root), load<i32>(depth), outputs, block, scratch);
    root += 4;
    depth += 4;
  }
  for (let index: usize = 0; index < <usize>values; index++) {
    store<f32>(output + (index << 2), <f32>(load<f64>(scratch + (index << 3)) / <f64>trees));
  }
}

function addTree(root: usize, depth: i32, outputs: i32, block: usize, sums: usize): void {
  const stride = (<usize>outputs) << 3;
  const end = block + <usize>blockRows * 4;
  for (let row = block; row < end; row += 16) {
    let first = root;
    let second = root;
    let third = root;
    let fourth = root;
    for (let step = 0; step < depth; step++) {
      first = childOf(first, row);
      second = childOf(second, row + 4);
      third = childOf(third, row + 8);
      fourth = childOf(fourth, row + 12);
    }
    addLeaf(first, outputs, sums);
    addLeaf(second, outputs, sums + stride);
    addLeaf(third, outputs, sums + 2 * stride);
    addLeaf(fourth, outputs, sums + 3 * stride);
    sums += 4 * stride;
  }
}

function childOf(node: usize, row: usize): usize {
  const goesRight = load<f32>(row + <usize>load<u32>(node)) > load<f32>(node, 4);
  return <usize>load<u32>(node, 8) + (goesRight ? 16 : 0);
}

function addLeaf(node: usize, outputs: i32, sums: usize): void {
  let values = <usize>load<u32>(node, 12);
  for (let output = 0; output < outputs; output++) {
    store<f64>(sums, load<f64>(sums) + <f64>load<f32>(values));
    values += 4;
    sums += 8;
  }
}
