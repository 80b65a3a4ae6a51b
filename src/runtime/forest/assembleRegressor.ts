import { Importances } from '../../engine/forest/importances.ts';
import { OutOfBagMeans } from '../../engine/forest/outOfBagMeans.ts';
import type { Forest, ForestOptions } from '../../engine/forest/types.ts';
import type { RegressorBatch } from './regressorBatch.ts';

/** One forest of the batches in their order. */
export function assembleRegressor(
  batches: readonly RegressorBatch[],
  columns: Float32Array,
  targets: Float64Array,
  options: ForestOptions,
): Forest {
  const features = columns.length / targets.length;
  const importances = new Importances(features);
  const outOfBag = options.outOfBag === false ? undefined : new OutOfBagMeans(columns, targets);
  for (const batch of batches) {
    addImportances(importances, batch.decreases, features);
    if (batch.outOfBag) outOfBag?.addAll(batch.outOfBag.sums, batch.outOfBag.counts);
  }
  return {
    trees: options.trees,
    outputs: 1,
    columns: features,
    ...joinNodes(batches),
    depths: Int32Array.from(batches.flatMap(({ depths }) => [...depths])),
    importances: importances.finish(),
    outOfBagScore: outOfBag?.rSquared() ?? Number.NaN,
    pureLeaves: false,
  };
}

function addImportances(importances: Importances, decreases: Float64Array, features: number): void {
  for (let first = 0; first < decreases.length; first += features) {
    for (let feature = 0; feature < features; feature++) {
      importances.add(feature, decreases[first + feature]!);
    }
    importances.endTree();
  }
}

/** Lays the nodes of all batches end to end and moves roots and children along. */
function joinNodes(batches: readonly RegressorBatch[]) {
  const count = batches.reduce((sum, { nodes }) => sum + nodes.feature.length, 0);
  const feature = new Int32Array(count);
  const threshold = new Float32Array(count);
  const left = new Int32Array(count);
  const value = new Float32Array(count);
  const roots: number[] = [];
  let offset = 0;
  for (const { nodes, roots: rootsOfBatch } of batches) {
    feature.set(nodes.feature, offset);
    threshold.set(nodes.threshold, offset);
    value.set(nodes.value, offset);
    for (let node = 0; node < nodes.left.length; node++) {
      const child = nodes.left[node]!;
      left[offset + node] = child < 0 ? -1 : offset + child;
    }
    for (const root of rootsOfBatch) roots.push(offset + root);
    offset += nodes.feature.length;
  }
  return { roots: Int32Array.from([...roots, count]), feature, threshold, left, value };
}
