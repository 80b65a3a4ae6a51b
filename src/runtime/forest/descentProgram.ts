import type { Forest } from '../../engine/forest/types.ts';
import { blockRows } from '../../engine/matrix.ts';
import { layOut, type PoolProgram } from './poolProgram.ts';

const headerFields = 4;
const columnBytes = blockRows * Float32Array.BYTES_PER_ELEMENT;

/** Prepares any forest, of classes or of numbers, for the descent of kernels/parts/descent.ts. */
export function prepareDescent(forest: Forest): PoolProgram {
  const { trees, outputs, feature, value } = forest;
  const nodeCount = feature.length;
  const columns = Int32Array.from(new Set(feature.filter((column) => column >= 0))).sort();
  const { offsets, end } = layOut(4 * headerFields, 4 * trees, 4 * trees, 16 * nodeCount, value.byteLength);
  return {
    run: 'descendBlock',
    outputs,
    columns,
    byteLength: end,
    scratchBytes: blockRows * outputs * Float64Array.BYTES_PER_ELEMENT,
    write(memory, address, places) {
      const [rootsAt, depthsAt, nodesAt, valuesAt] = offsets.map((offset) => address + offset);
      new Uint32Array(memory, address, headerFields).set([trees, outputs, rootsAt!, depthsAt!]);
      const roots = forest.roots.subarray(0, trees);
      new Uint32Array(memory, rootsAt, trees).set(Array.from(roots, (root) => nodesAt! + 16 * root));
      new Int32Array(memory, depthsAt, trees).set(forest.depths);
      new Float32Array(memory, valuesAt, value.length).set(value);
      const placeOf = new Map(Array.from(columns, (column, index) => [column, places[index]!]));
      writeNodes(forest, memory, nodesAt!, valuesAt!, placeOf);
    },
  };
}

function writeNodes(
  forest: Forest,
  memory: ArrayBuffer,
  nodesAt: number,
  valuesAt: number,
  placeOf: ReadonlyMap<number, number>,
): void {
  const { feature, threshold, left, outputs } = forest;
  const integers = new Uint32Array(memory, nodesAt, 4 * feature.length);
  const floats = new Float32Array(memory, nodesAt, 4 * feature.length);
  for (let node = 0; node < feature.length; node++) {
    const isLeaf = feature[node]! < 0;
    integers[4 * node] = isLeaf ? 0 : placeOf.get(feature[node]!)! * columnBytes;
    floats[4 * node + 1] = isLeaf ? Infinity : threshold[node]!;
    integers[4 * node + 2] = nodesAt + 16 * (isLeaf ? node : left[node]!);
    integers[4 * node + 3] = valuesAt + 4 * node * outputs;
  }
}
