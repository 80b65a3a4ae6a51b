import type { Forest } from '../forest/types.ts';
import { ThresholdTable } from './thresholdTable.ts';

/** Steps of a leaf: losses counted over 4,000 test points are whole numbers of them. */
export const leafSteps = 32_000;
/** Stands where an inner node has its feature. */
export const isLeaf = 0xff;

/**
 * A regression forest as few and well compressible bytes. Nodes of a tree stand breadth first, so children need not
 * be named; features, places in a table of thresholds and leaves lie apart, and their high and low bytes as well.
 *
 * Layout, all little-endian: u32 trees, u32 columns; u32 nodes per tree; per column u32 count and that many f32
 * thresholds, ascending; u8 feature per node (255 for a leaf); u16 place per inner node; i16 leaf value in 1/32,000.
 * Depths, importances and the out-of-bag score are not kept.
 *
 * @param forest with one output and at most 255 columns, its leaves within ±1; predictions change by what
 * rounding of thresholds ({@link ThresholdTable}) and leaves does.
 */
export function forestToBytes(forest: Forest): Uint8Array {
  const { trees, columns, roots } = forest;
  const order = breadthFirst(forest);
  const tables = Array.from({ length: columns }, (_, column) => ThresholdTable.of(forest, column));
  const inner = order.filter((node) => forest.feature[node]! >= 0);
  const leaves = order.filter((node) => forest.feature[node]! < 0);
  const writer = new ByteWriter(
    8 +
      4 * trees +
      4 * columns +
      4 * tables.reduce((sum, { values }) => sum + values.length, 0) +
      3 * order.length,
  );
  writer.u32([trees, columns]);
  writer.u32(roots.subarray(1).map((end, tree) => end - roots[tree]!));
  for (const { values } of tables) {
    writer.u32([values.length]);
    writer.f32(values);
  }
  writer.u8(order.map((node) => (forest.feature[node]! < 0 ? isLeaf : forest.feature[node]!)));
  writer.u16Planes(inner.map((node) => tables[forest.feature[node]!]!.placeOf(forest.threshold[node]!)));
  writer.u16Planes(leaves.map((node) => Math.round(forest.value[node]! * leafSteps) & 0xffff));
  return writer.bytes;
}

/** Nodes of all trees, tree after tree, each level by level. */
function breadthFirst({ trees, roots, feature, left }: Forest): Int32Array {
  const order = new Int32Array(feature.length);
  let end = 0;
  for (let tree = 0; tree < trees; tree++) {
    let next = end;
    order[end++] = roots[tree]!;
    for (; next < end; next++) {
      const node = order[next]!;
      if (feature[node]! < 0) continue;
      order[end++] = left[node]!;
      order[end++] = left[node]! + 1;
    }
  }
  return order;
}

/** Writes numbers one after the other into memory of a known size. */
class ByteWriter {
  readonly bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(size: number) {
    this.bytes = new Uint8Array(size);
    this.#view = new DataView(this.bytes.buffer);
  }

  u8(values: Int32Array): void {
    this.bytes.set(values, this.#at);
    this.#at += values.length;
  }

  u32(values: Iterable<number>): void {
    for (const value of values) this.#view.setUint32((this.#at += 4) - 4, value, true);
  }

  f32(values: Float32Array): void {
    for (const value of values) this.#view.setFloat32((this.#at += 4) - 4, value, true);
  }

  /** Low bytes of all values, then their high bytes. */
  u16Planes(values: Int32Array): void {
    this.u8(values.map((value) => value & 0xff));
    this.u8(values.map((value) => value >> 8));
  }
}
