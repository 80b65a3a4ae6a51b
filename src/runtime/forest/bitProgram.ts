import { ascendingInteger } from '../../engine/forest/featureRanks.ts';
import type { Forest } from '../../engine/forest/types.ts';
import { blockRows } from '../../engine/matrix.ts';
import { reachCode, voteCode } from './treeCode.ts';
import { layOut, type PoolProgram } from './poolProgram.ts';

/** Counts of votes are unpacked to bytes. */
const mostTrees = 255;
/** Split bits beyond this many bytes leave the second-level cache: fewer rows are done at once. */
const cacheBytes = 400_000;
const headerFields = 12;

/** Whether the bits give this forest's probabilities: every tree votes for one class. */
export const suitsBits = (forest: Forest): boolean =>
  forest.pureLeaves && forest.outputs >= 2 && forest.trees <= mostTrees;

/** The different splits of a forest, grouped by feature. */
export interface Splits {
  /** Features split on, ascending. */
  readonly features: Int32Array;
  /** Where each one's splits start, and the end. */
  readonly starts: Int32Array;
  readonly thresholds: Float32Array;
  /** Split of each inner node. */
  readonly ofNode: Int32Array;
}

/** Compiles a forest to what kernels/bits.ts runs; the header is that of kernels/parts/bitProgram.ts. */
export function compileBits(forest: Forest): PoolProgram {
  const splits = distinctSplits(forest);
  const { code, slots } =
    forest.outputs === 2 ? voteCode(forest, splits.ofNode) : reachCode(forest, splits.ofNode);
  const { features, starts, thresholds } = splits;
  const planes = 32 - Math.clz32(forest.trees);
  const rowsAtOnce = fitToCache(thresholds.length);
  const arrays = [features, starts, thresholds, code];
  const { offsets, end } = layOut(4 * headerFields, ...arrays.map((array) => array.byteLength));
  const masks = thresholds.length + slots + planes * forest.outputs;
  return {
    run: 'predictBlock',
    outputs: forest.outputs,
    columns: features,
    byteLength: end,
    scratchBytes: (masks * rowsAtOnce) / 8 + rowsAtOnce,
    write(memory, address, places, plane = 0) {
      const [placesAt, startsAt, thresholdsAt, codeAt] = offsets.map((offset) => address + offset);
      const header = [features.length, placesAt!, startsAt!, thresholdsAt!, thresholds.length, forest.trees];
      header.push(codeAt!, slots, planes, forest.outputs, rowsAtOnce, plane);
      new Uint32Array(memory, address, headerFields).set(header);
      new Int32Array(memory, placesAt, places.length).set(places);
      new Int32Array(memory, startsAt, starts.length).set(starts);
      new Float32Array(memory, thresholdsAt, thresholds.length).set(thresholds);
      new Int32Array(memory, codeAt, code.length).set(code);
    },
  };
}

function fitToCache(splits: number): number {
  let rows = blockRows;
  while (rows > 256 && (splits * rows) / 8 > cacheBytes) rows /= 2;
  return rows;
}

/** One number per split orders them by feature and threshold: a native sort, and equal ones are neighbors. */
function distinctSplits({ feature, threshold }: Forest): Splits {
  const bits = new Int32Array(threshold.buffer, threshold.byteOffset, threshold.length);
  const keyOf = (node: number): number =>
    feature[node]! * 2 ** 32 + (ascendingInteger(bits[node]!) + 2 ** 31);
  const inner = feature.filter((column) => column >= 0).length;
  const sorted = new Float64Array(inner);
  for (let node = 0, index = 0; index < inner; node++) if (feature[node]! >= 0) sorted[index++] = keyOf(node);
  const keys = withoutRepeats(sorted.sort());
  const ofNode = new Int32Array(feature.length);
  const thresholds = new Float32Array(keys.length);
  for (let node = 0; node < feature.length; node++) {
    if (feature[node]! < 0) continue;
    const split = indexOfSorted(keys, keyOf(node));
    ofNode[node] = split;
    thresholds[split] = threshold[node]!;
  }
  return { ...groupByFeature(keys), thresholds, ofNode };
}

function withoutRepeats(sorted: Float64Array): Float64Array {
  let count = 0;
  for (const key of sorted) if (count === 0 || key !== sorted[count - 1]) sorted[count++] = key;
  return sorted.subarray(0, count);
}

function groupByFeature(keys: Float64Array): Pick<Splits, 'features' | 'starts'> {
  const features: number[] = [];
  const starts: number[] = [];
  keys.forEach((key, split) => {
    const feature = Math.floor(key / 2 ** 32);
    if (feature === features.at(-1)) return;
    features.push(feature);
    starts.push(split);
  });
  return { features: Int32Array.from(features), starts: Int32Array.from([...starts, keys.length]) };
}

function indexOfSorted(values: Float64Array, value: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
