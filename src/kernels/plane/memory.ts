// Memory map of the plane kernel. All sizes are fixed, so everything is laid out once, when the kernel starts.

/** Labeled points at most: a node is a mask of one word. */
export const mostLabeled: i32 = 64;
/** Points asked about at most: 13 bits of a sort key. */
export const mostPoints: i32 = 8192;
/** Trees at most: votes are bytes. */
export const mostTrees: i32 = 255;
/** Cells of the grid of votes at most. */
export const mostCells: i32 = 1 << 19;

/** 64-bit words that mark places among the points; a cut may lie behind the last point. */
export const markWords: i32 = (mostPoints >> 6) + 1;

let end: usize = (__heap_base + 63) & ~63;

function reserve(bytes: usize): usize {
  const start = end;
  end = (start + bytes + 63) & ~63;
  return start;
}

/** Per axis: f32[mostPoints], as written by the caller. */
export const points: usize = reserve(2 * mostPoints * 4);
/** u8[mostPoints]: class of each point, 2 where it is not to be measured on. */
export const classes: usize = reserve(mostPoints);
/** Per axis: f32[mostPoints], ascending. */
export const sortedPoints: usize = reserve(2 * mostPoints * 4);
/** By place on the first axis: u16 place on the second, u16 number of the point, u8 the vote that would be wrong. */
export const crossPlace: usize = reserve(mostPoints * 2);
export const pointAt: usize = reserve(mostPoints * 2);
export const wrongVote: usize = reserve(mostPoints);
/** u16[mostPoints]: place of each point on the second axis. */
export const placeOfPoint: usize = reserve(mostPoints * 2);
/** Sort keys twice, and i32[3 × 2048] digit counts. */
export const keys: usize = reserve(mostPoints * 8);
export const spareKeys: usize = reserve(mostPoints * 8);
export const digitCounts: usize = reserve(3 * 2048 * 4);

/** Per axis: f32[mostLabeled], as written by the caller. */
export const labeled: usize = reserve(2 * mostLabeled * 4);
/** u8[mostLabeled]. */
export const labels: usize = reserve(mostLabeled);
/** Per axis: f32[mostLabeled], ascending. */
export const ascending: usize = reserve(2 * mostLabeled * 4);
/** u8[mostLabeled] each: place of each row on either axis, and the class at each place of the first axis. */
export const placeOfRow: usize = reserve(2 * mostLabeled);
export const classAt: usize = reserve(mostLabeled);
/** Per axis: u64[mostLabeled]: the rows up to each place, as a mask of places on the other axis. */
export const upTo: usize = reserve(2 * mostLabeled * 8);
/** Per axis: i32[mostLabeled] by place: draws of the row, and above them once more if it is of class 1. */
export const weights: usize = reserve(2 * mostLabeled * 4);
/** f64[mostLabeled + 1]: 1 / weight. */
export const inverse: usize = reserve((mostLabeled + 1) * 8);
/** i32[mostLabeled] each, by place on the first axis: trees that did not draw the row, and their votes for class 1. */
export const outOfBagTrees: usize = reserve(mostLabeled * 4);
export const outOfBagVotes: usize = reserve(mostLabeled * 4);

/** Nodes waiting to be split, 32 bytes each (see trees.ts). */
export const openNodes: usize = reserve((mostLabeled + 2) * 32);
/** Boxes that vote for class 1, 4 × u16 each: the points from and up to which, on either axis. */
export const boxes: usize = reserve(mostTrees * mostLabeled * 8);
/** Per axis: u16[64 × 64]: number of points left of a cut between two places, 0xffff where not known. */
export const knownCuts: usize = reserve(2 * mostLabeled * mostLabeled * 2);
/** Per axis: u64[markWords]: a bit for each cut; u16[markWords]: bits in the words before. */
export const marks: usize = reserve(2 * markWords * 8);
export const marksBefore: usize = reserve(2 * markWords * 2);
/** i16[mostCells]: votes for class 1 in each cell. */
export const grid: usize = reserve(mostCells * 2);
/** u16[mostPoints]: byte offset in a row of the grid of each place on the second axis. */
export const cellOffset: usize = reserve(mostPoints * 2);

/** Results. u8[mostPoints]: votes of each point for class 1; f64[2]; i32[mostTrees]. */
export const votes: usize = reserve(mostPoints);
export const importances: usize = reserve(2 * 8);
export const depths: usize = reserve(mostTrees * 4);

memory.grow(<i32>((end + 0xffff) >> 16) - memory.size());
for (let weight = 1; weight <= mostLabeled; weight++) {
  store<f64>(inverse + ((<usize>weight) << 3), 1.0 / <f64>weight);
}
