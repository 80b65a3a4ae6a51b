// Memory map of the regression kernel. `prepare` lays it out for one table; the caller reads the exported
// addresses and writes columns, targets and draws there. Fresh memory is zero, and nothing is ever freed.
import { groupBytes } from './outOfBag';
import { sortBytes } from './sort';

export let rows: i32 = 0;
export let features: i32 = 0;

/** f32[rows × features]: what a row holds stands side by side, for a tree takes few rows and all they hold. */
export let values: usize = 0;
/** f64[rows]. */
export let targets: usize = 0;
/** i32[rows]: how often the tree at hand draws each row. */
export let draws: usize = 0;
/** The nodes of the tree at hand, see node.ts. */
export let nodes: usize = 0;
/** f64[features]: how much the tree at hand lowers the sum of squared errors by each feature. */
export let decreases: usize = 0;
/** f64[rows] and i32[rows]: sum and number of the out-of-bag predictions of all trees so far. */
export let outOfBagSums: usize = 0;
export let outOfBagCounts: usize = 0;

/** A drawn row is a slot. Slots of the tree at hand: */
export let slots: i32 = 0;
/** i32[slots]. */
export let rowOfSlot: usize = 0;
/** f64[slots]. */
export let slotTarget: usize = 0;
/** f64x2[slots]: {weight × target, weight}. */
export let slotMoment: usize = 0;
/** u8[slots]: 1 where the split at hand sends the slot left. */
export let goesLeft: usize = 0;
/** Entries [features × slots], see lists.ts. */
export let lists: usize = 0;
/** i32[features]: the feature numbers, shuffled by the draws. */
export let shuffled: usize = 0;
/** Nodes waiting to be split. */
export let tasks: usize = 0;
/** For sorting, for entries on their way to the right, for out-of-bag rows on their way down. */
export let scratch: usize = 0;

/**
 * Lays out the memory, once per instance.
 * @param mostSlots bounds the distinct rows of a tree.
 */
export function prepare(rowCount: i32, featureCount: i32, mostSlots: i32): void {
  rows = rowCount;
  features = featureCount;
  const entryBytes: usize = mostSlots <= 0x10000 ? 4 : 8;
  values = reserve(<usize>features * rows * 4);
  targets = reserve(<usize>rows * 8);
  draws = reserve(<usize>rows * 4);
  nodes = reserve(<usize>mostSlots * 2 * 16);
  decreases = reserve(<usize>features * 8);
  outOfBagSums = reserve(<usize>rows * 8);
  outOfBagCounts = reserve(<usize>rows * 4);
  rowOfSlot = reserve(<usize>mostSlots * 4);
  slotTarget = reserve(<usize>mostSlots * 8);
  slotMoment = reserve(<usize>mostSlots * 16);
  goesLeft = reserve(mostSlots);
  lists = reserve(<usize>features * mostSlots * entryBytes);
  shuffled = reserve(<usize>features * 4);
  tasks = reserve((<usize>mostSlots + 2) * 40);
  scratch = reserve(max(sortBytes(mostSlots), groupBytes));
}

/** Some bytes more than asked for: parting stores an entry behind the last one, and draws are read in whole blocks. */
function reserve(bytes: usize): usize {
  return heap.alloc(bytes + 64);
}

/** Where the value of a row in a feature stands. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function addressOfValue(row: i32, feature: i32): usize {
  return values + ((<usize>row * features + feature) << 2);
}

/** Draws that are looked at at once: of a large table most rows are not drawn. */
const blockBytes: usize = 64;

/** Gives every drawn row a slot, in the order of the rows. */
export function fillSlots(): void {
  slots = 0;
  const end = draws + (<usize>rows << 2);
  // Behind the last row is memory that nobody wrote to: zeros.
  for (let block = draws; block < end; block += blockBytes) {
    const first = v128.or(v128.load(block), v128.load(block, 16));
    const second = v128.or(v128.load(block, 32), v128.load(block, 48));
    if (!v128.any_true(v128.or(first, second))) continue;
    for (let draw = block; draw < block + blockBytes; draw += 4) {
      if (load<i32>(draw) != 0) addSlot((draw - draws) >> 2, load<i32>(draw));
    }
  }
}

function addSlot(row: usize, weight: f64): void {
  const slot = <usize>slots;
  slots++;
  const target = load<f64>(targets + (row << 3));
  store<i32>(rowOfSlot + (slot << 2), <i32>row);
  store<f64>(slotTarget + (slot << 3), target);
  store<f64>(slotMoment + (slot << 4), weight * target);
  store<f64>(slotMoment + (slot << 4), weight, 8);
}
