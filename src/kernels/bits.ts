// Predicts blocks of 1,024 rows by bits instead of descent (docs/forest.md):
// 1. each different split of the forest becomes one bit per row, x ≤ threshold;
// 2. each tree becomes a few boolean operations on those bits, 128 rows at once, without branches;
// 3. the votes of the trees are added in bit-sliced counters and written as class probabilities.
// Leaves must be pure and trees no more than 255; other forests go through descent.ts.
import {
  classesOf,
  codeOf,
  planesOf,
  rowsAtOnceOf,
  slotsOf,
  splitsOf,
  treesOf,
} from './parts/bitProgram';
import { addVote, writeClass, writeTwoClasses } from './parts/counters';
import { blockRows } from './parts/arrays';
import { splitBits } from './parts/splitBits';

export { descendBlock } from './parts/descent';
export { encodeBlock } from './parts/codePlane';

/** Bytes of scratch memory that a thread needs: split bits, mask slots, counters of every class, votes of a block. */
export function scratchBytes(splits: i32, slots: i32, planes: i32, classes: i32, rowsAtOnce: i32): i32 {
  return (splits + slots + planes * classes) * (rowsAtOnce >> 3) + rowsAtOnce;
}

/**
 * @param program what the runtime's BitProgram wrote.
 * @param block the block's values, column after column.
 * @param output f32[1024 × classes], row-major.
 */
export function predictBlock(program: usize, scratch: usize, block: usize, output: usize): void {
  const classes = classesOf(program);
  const rows = rowsAtOnceOf(program);
  const bytes = <usize>(rows >> 3);
  const slots = scratch + <usize>splitsOf(program) * bytes;
  const counters = slots + <usize>slotsOf(program) * bytes;
  const planes = planesOf(program);
  const votes = counters + <usize>(planes * classes) * bytes;
  for (let first = 0; first < blockRows; first += rows) {
    splitBits(program, scratch, block, <usize>first, bytes);
    memory.fill(counters, 0, <usize>(planes * classes) * bytes);
    const target = output + ((<usize>(first * classes)) << 2);
    if (classes == 2) {
      voteOfTwoClasses(program, scratch, slots, counters, bytes);
      writeTwoClasses(counters, planes, bytes, votes, treesOf(program), target);
      continue;
    }
    votesOfClasses(program, scratch, slots, counters, bytes);
    for (let label = 0; label < classes; label++) {
      const ofClass = counters + <usize>(label * planes) * bytes;
      writeClass(ofClass, planes, bytes, votes, treesOf(program), target, label, classes);
    }
  }
}

/**
 * Two classes: a node's vote is its left child's where the split's bit is set, else its right child's. Code per
 * tree: number of inner nodes, then split, left, right and own slot of each, children first; slot 0 holds no
 * votes for class 1, slot 1 all; the root's vote ends in the last slot written.
 */
function voteOfTwoClasses(program: usize, bits: usize, slots: usize, counters: usize, bytes: usize): void {
  const trees = treesOf(program);
  const planes = planesOf(program);
  let code = codeOf(program);
  memory.fill(slots, 0, bytes);
  memory.fill(slots + bytes, 255, bytes);
  for (let tree = 0; tree < trees; tree++) {
    const count = load<i32>(code);
    let result = slots + <usize>load<u32>(code, 4) * bytes;
    code += 8;
    for (let node = 0; node < count; node++) {
      const goesLeft = bits + <usize>load<u32>(code) * bytes;
      const left = slots + <usize>load<u32>(code, 4) * bytes;
      const right = slots + <usize>load<u32>(code, 8) * bytes;
      result = slots + <usize>load<u32>(code, 12) * bytes;
      code += 16;
      for (let byte: usize = 0; byte < bytes; byte += 16) {
        const vote = v128.bitselect(
          v128.load(left + byte),
          v128.load(right + byte),
          v128.load(goesLeft + byte),
        );
        v128.store(result + byte, vote);
      }
    }
    addVote(result, counters, planes, bytes);
  }
}

/**
 * More classes, at a cost that hardly depends on their number: masks of the rows that reach each node, parents
 * first; a leaf adds its mask to its class. Code per tree: number of inner nodes, then split, own slot, left and
 * right slot of each. The first slots are the classes' votes of the tree; for a lone leaf its class follows.
 */
function votesOfClasses(program: usize, bits: usize, slots: usize, counters: usize, bytes: usize): void {
  const trees = treesOf(program);
  const classes = classesOf(program);
  const planes = planesOf(program);
  const root = slots + <usize>classes * bytes;
  let code = codeOf(program);
  for (let tree = 0; tree < trees; tree++) {
    memory.fill(slots, 0, <usize>classes * bytes);
    memory.fill(root, 255, bytes);
    const count = load<i32>(code);
    if (count == 0) memory.fill(slots + <usize>load<u32>(code, 4) * bytes, 255, bytes);
    code += 8;
    for (let node = 0; node < count; node++) {
      reachChildren(code, bits, slots, classes, bytes);
      code += 16;
    }
    for (let label = 0; label < classes; label++) {
      addVote(slots + <usize>label * bytes, counters + <usize>(label * planes) * bytes, planes, bytes);
    }
  }
}

function reachChildren(code: usize, bits: usize, slots: usize, classes: i32, bytes: usize): void {
  const goesLeft = bits + <usize>load<u32>(code) * bytes;
  const own = slots + <usize>load<u32>(code, 4) * bytes;
  const leftSlot = load<i32>(code, 8);
  const rightSlot = load<i32>(code, 12);
  const left = slots + <usize>leftSlot * bytes;
  const right = slots + <usize>rightSlot * bytes;
  const keepLeft = i8x16.splat(leftSlot < classes ? -1 : 0);
  const keepRight = i8x16.splat(rightSlot < classes ? -1 : 0);
  for (let byte: usize = 0; byte < bytes; byte += 16) {
    const reached = v128.load(own + byte);
    const bit = v128.load(goesLeft + byte);
    const before = v128.and(v128.load(left + byte), keepLeft);
    v128.store(left + byte, v128.or(before, v128.and(reached, bit)));
    const beforeRight = v128.and(v128.load(right + byte), keepRight);
    v128.store(right + byte, v128.or(beforeRight, v128.andnot(reached, bit)));
  }
}
