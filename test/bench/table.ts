import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRng } from '../../src/engine/rng.ts';

export const rows = 100_000;
export const columns = 20;
export const testShare = 0.1;
export const seed = 1;
const classes = ['below', 'above'] as const;

/** A table whose class is the sign of a product of two of its columns: something a forest has to learn. */
export function writeTable(folder: string): void {
  const rng = createRng(1);
  const names = Array.from({ length: columns }, (_, column) => `x${column}`);
  const lines = [`id,${names.join(',')}`];
  for (let row = 0; row < rows; row++) {
    lines.push([row, ...names.map(() => (rng.uniform() * 2 - 1).toFixed(4))].join(','));
  }
  writeFileSync(join(folder, 'table.csv'), `${lines.join('\n')}\n`);
  const manifest = {
    version: 1,
    name: 'Product of two columns',
    source: { kind: 'table', files: ['table.csv'], id: 'id', show: ['x0', 'x1'] },
    classes: classes.map((name) => ({ name })),
    model: 'forest',
    strategy: 'margin',
    testShare,
    seed,
  };
  writeFileSync(join(folder, 'label-scout.json'), JSON.stringify(manifest));
}
