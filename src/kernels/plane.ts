// Forests on up to 64 labeled points of a plane, asked about up to 8,192 points, two classes: the votes, errors,
// out-of-bag accuracy, importances and depths of the classifier kernel's forest, without its nodes. The Monte-Carlo phase
// of LAL fits hundreds of thousands of them (docs/lal.md).
import { getI32 } from './parts/arrays';
import { clearMarks, sumBoxes } from './plane/grid';
import { rankLabeled, rows } from './plane/labeled';
import { classAt, outOfBagTrees, outOfBagVotes } from './plane/memory';
import { growTree, startForest } from './plane/trees';

export { countWrong, writeVotes } from './plane/grid';
export {
  classes,
  depths,
  importances,
  labeled,
  labels,
  mostLabeled,
  mostPoints,
  mostTrees,
  points,
  votes,
} from './plane/memory';
export { sortPoints } from './plane/points';

/**
 * Grows a forest on the labeled points that the caller has written, and prepares its votes.
 * @returns false where this kernel cannot: points of both classes lie on each other, or there are too many cuts.
 */
export function growForest(labeledCount: i32, seed: u32, trees: i32): bool {
  rankLabeled(labeledCount);
  clearMarks();
  startForest();
  for (let tree = 0; tree < trees; tree++) {
    if (!growTree(seed, tree)) return false;
  }
  return sumBoxes();
}

/** Labeled points that the trees which did not draw them predict right; one that all drew counts as of class 0. */
export function countOutOfBagRight(): i32 {
  let right = 0;
  for (let place = 0; place < rows; place++) {
    const predicted = 2 * getI32(outOfBagVotes, place) > getI32(outOfBagTrees, place) ? 1 : 0;
    if (predicted == load<u8>(classAt + place)) right++;
  }
  return right;
}
