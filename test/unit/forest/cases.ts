import { createRng } from '../../../src/engine/rng.ts';
import type { ForestOptions } from '../../../src/engine/forest/types.ts';

/** How the features of a case are spread: what makes tree growers fail is equal and nearly equal values. */
export type Spread = 'continuous' | 'integers' | 'ties' | 'near-equal';

export interface ForestCase {
  readonly rows: number;
  readonly features: number;
  readonly classes: number;
  readonly spread: Spread;
  readonly maxDepth?: number;
  readonly minLeaf?: number;
  readonly rowShare?: number;
}

/** Shapes from the smallest to beyond one bitmap group, two to ten classes, limits on depth and leaves. */
export const forestCases: readonly ForestCase[] = [
  { rows: 2, features: 2, classes: 2, spread: 'continuous' },
  { rows: 3, features: 5, classes: 2, spread: 'integers' },
  { rows: 10, features: 2, classes: 2, spread: 'continuous' },
  { rows: 33, features: 7, classes: 2, spread: 'integers' },
  { rows: 50, features: 30, classes: 2, spread: 'ties' },
  { rows: 64, features: 4, classes: 2, spread: 'near-equal' },
  { rows: 65, features: 1, classes: 2, spread: 'integers' },
  { rows: 100, features: 27, classes: 2, spread: 'continuous' },
  { rows: 100, features: 27, classes: 3, spread: 'ties' },
  { rows: 100, features: 40, classes: 10, spread: 'integers' },
  { rows: 130, features: 12, classes: 2, spread: 'continuous', maxDepth: 3 },
  { rows: 130, features: 12, classes: 4, spread: 'continuous', minLeaf: 5 },
  { rows: 200, features: 9, classes: 2, spread: 'ties', maxDepth: 5, minLeaf: 3 },
  { rows: 257, features: 16, classes: 5, spread: 'integers', rowShare: 0.4 },
  { rows: 300, features: 20, classes: 2, spread: 'near-equal' },
  { rows: 1024, features: 6, classes: 2, spread: 'continuous' },
  { rows: 1500, features: 5, classes: 3, spread: 'ties' },
];

export const titleOf = (shape: ForestCase): string =>
  `${shape.rows} × ${shape.features}, ${shape.classes} classes, ${shape.spread}` +
  (shape.maxDepth ? `, depth ${shape.maxDepth}` : '') +
  (shape.minLeaf ? `, leaf ${shape.minLeaf}` : '') +
  (shape.rowShare ? `, share ${shape.rowShare}` : '');

const spreads: Record<Spread, (uniform: number) => number> = {
  continuous: (uniform) => uniform - 0.3,
  integers: (uniform) => Math.floor(uniform * 5) - 2,
  ties: (uniform) => (uniform < 0.3 ? -0 : uniform < 0.5 ? 0 : (uniform - 0.6) * 100),
  'near-equal': (uniform) => 1 + uniform * 1e-6,
};

/** Seeded rows of float32 values with labels that depend on the first feature, but not wholly. */
export function makeCase(shape: ForestCase, seed = 1) {
  const rng = createRng(seed).fork('forest case', titleOf(shape));
  const values: number[][] = [];
  const labels: number[] = [];
  for (let row = 0; row < shape.rows; row++) {
    const uniforms = Array.from({ length: shape.features }, () => rng.uniform());
    values.push(uniforms.map((uniform) => Math.fround(spreads[shape.spread](uniform))));
    labels.push(
      Math.min(shape.classes - 1, Math.floor((0.6 * uniforms[0]! + 0.4 * rng.uniform()) * shape.classes)),
    );
  }
  const columns = new Float32Array(shape.rows * shape.features);
  values.forEach((row, index) =>
    row.forEach((value, feature) => (columns[feature * shape.rows + index] = value)),
  );
  return { values, labels, columns, labelArray: Int32Array.from(labels) };
}

export const optionsOf = (shape: ForestCase, seed = 7, trees = 12): ForestOptions => ({
  trees,
  maxFeatures: Math.max(1, Math.floor(Math.sqrt(shape.features))),
  maxDepth: shape.maxDepth ?? Infinity,
  minLeaf: shape.minLeaf ?? 1,
  rowShare: shape.rowShare ?? 1,
  seed,
});

export const running = { aborted: false };
