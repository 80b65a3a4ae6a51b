import { FeatureRanks } from '../forest/featureRanks.ts';

type Places = Uint16Array | Uint32Array;

/** Every feature in order, made once for all trees: what a sweep reads lies side by side. */
export interface SortedColumns {
  readonly rows: number;
  readonly features: number;
  /** Column-major `features × rows` values. */
  readonly columns: Float32Array;
  /** `order[feature × rows + place]`: the row there when the feature's values ascend. */
  readonly order: Places;
  /** `level[feature × rows + place]`: how many different values come before the one there. */
  readonly level: Places;
}

/** @param columns column-major `features × rows` values, finite. */
export function sortColumns(columns: Float32Array, rows: number): SortedColumns {
  const ranks = new FeatureRanks(columns, rows);
  const features = columns.length / rows;
  const level = ranks.order.slice();
  for (let feature = 0; feature < features; feature++) {
    const offset = ranks.offsetOf(feature);
    let current = 0;
    for (let place = offset; place < offset + rows; place++) {
      const value = columns[offset + ranks.order[place]!];
      if (place > offset && value !== columns[offset + ranks.order[place - 1]!]) current++;
      level[place] = current;
    }
  }
  return { rows, features, columns, order: ranks.order, level };
}
