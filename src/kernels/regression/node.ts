/** A node as the caller reads it: 16 bytes, children numbered from the root of the tree, feature −1 for a leaf. */
@unmanaged
export class Node {
  feature: i32 = 0;
  threshold: f32 = 0;
  left: i32 = 0;
  value: f32 = 0;
}

/** The node of that number. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function nodeAt(nodes: usize, index: i32): Node {
  return changetype<Node>(nodes + <usize>index * offsetof<Node>());
}

export function writeLeaf(nodes: usize, index: i32, value: f64): void {
  const node = nodeAt(nodes, index);
  node.feature = -1;
  node.threshold = 0;
  node.left = -1;
  node.value = <f32>value;
}
