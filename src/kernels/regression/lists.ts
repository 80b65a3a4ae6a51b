// Every feature has a list of the drawn rows in ascending order. An entry packs the dense rank of the row's value
// (upper half) and its slot (lower half), in 32 bits up to 65,536 drawn rows and in 64 beyond. A node is the same
// range of every list; lists of features that are constant in a node may be out of date below it, but every entry
// there still has the constant's rank.
import { addressOfValue, features, goesLeft, lists, rowOfSlot, scratch, slots } from './table';
import { sortSlots } from './sort';

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function entryAt<Entry extends number>(feature: i32, at: i32): usize {
  return lists + (<usize>feature * slots + at) * sizeof<Entry>();
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function rankOf<Entry extends number>(entry: Entry): Entry {
  return <Entry>(entry >> (sizeof<Entry>() << 2));
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function slotOf<Entry extends number>(entry: Entry): usize {
  return sizeof<Entry>() == 4 ? <usize>(<u32>entry & 0xffff) : <usize>(<u32>entry);
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
export function isConstant<Entry extends number>(feature: i32, begin: i32, end: i32): bool {
  const first = load<Entry>(entryAt<Entry>(feature, begin));
  const last = load<Entry>(entryAt<Entry>(feature, end - 1));
  return rankOf<Entry>(first) == rankOf<Entry>(last);
}

/** The value at a place of a feature's list. */
export function valueAt<Entry extends number>(feature: i32, at: i32): f32 {
  const slot = slotOf<Entry>(load<Entry>(entryAt<Entry>(feature, at)));
  return load<f32>(addressOfValue(load<i32>(rowOfSlot + (slot << 2)), feature));
}

/** Sorts every feature's list, ties by slot. */
export function sortLists<Entry extends number>(): void {
  for (let feature = 0; feature < features; feature++) {
    const sorted = sortSlots(addressOfValue(0, feature), <usize>features << 2, rowOfSlot, slots, scratch);
    writeEntries<Entry>(feature, sorted);
  }
}

/** @param sorted u64 items, key above slot; equal keys share a rank. */
function writeEntries<Entry extends number>(feature: i32, sorted: usize): void {
  const half = sizeof<Entry>() << 2;
  let entry = entryAt<Entry>(feature, 0);
  let rank: u64 = 0;
  let previous = load<u64>(sorted) >> 32;
  for (const end = sorted + (<usize>slots << 3); sorted < end; sorted += 8) {
    const item = load<u64>(sorted);
    if (item >> 32 != previous) rank++;
    previous = item >> 32;
    const packed: u64 = (rank << half) | (item & 0xffffffff);
    store<Entry>(entry, <Entry>packed);
    entry += sizeof<Entry>();
  }
}

/**
 * Moves the rows of a node that go left to the front of every list that varies in it, keeping their order.
 * @param chosen the feature of the split: its rows before `at` go left.
 */
export function part<Entry extends number>(chosen: i32, begin: i32, at: i32, end: i32): void {
  const cut = entryAt<Entry>(chosen, at);
  const last = entryAt<Entry>(chosen, end);
  for (let entry = entryAt<Entry>(chosen, begin); entry < last; entry += sizeof<Entry>()) {
    store<u8>(goesLeft + slotOf<Entry>(load<Entry>(entry)), entry < cut ? 1 : 0);
  }
  for (let feature = 0; feature < features; feature++) {
    if (feature == chosen || isConstant<Entry>(feature, begin, end)) continue;
    partList<Entry>(entryAt<Entry>(feature, begin), entryAt<Entry>(feature, end));
  }
}

/** Writes every entry to both sides and moves on only on its own: no branch, so none is mispredicted. */
function partList<Entry extends number>(begin: usize, end: usize): void {
  const flags = goesLeft;
  const away = scratch;
  let left = begin;
  let right = away;
  for (let from = begin; from < end; from += sizeof<Entry>()) {
    const entry = load<Entry>(from);
    const step = <usize>load<u8>(flags + slotOf<Entry>(entry)) * sizeof<Entry>();
    store<Entry>(left, entry);
    store<Entry>(right, entry);
    left += step;
    right += sizeof<Entry>() - step;
  }
  append(left, away, right);
}

/** Most nodes are small, and a call to copy memory costs more than they have entries. */
const smallBytes: usize = 512;

function append(to: usize, from: usize, end: usize): void {
  if (end - from > smallBytes) {
    memory.copy(to, from, end - from);
    return;
  }
  for (; from < end; from += 4) {
    store<u32>(to, load<u32>(from));
    to += 4;
  }
}
