import { describe, expect, it } from 'vitest';
import { neverCancelled } from '../../../src/engine/cancel.ts';
import { leafOf } from '../../../src/engine/forest/descent.ts';
import type { Forest } from '../../../src/engine/forest/types.ts';
import { trainRegressor } from '../../../src/engine/lal/trainRegressor.ts';
import { createRng } from '../../../src/engine/rng.ts';
import { decodeRegressor, encodeRegressor, readRegressor } from '../../../src/runtime/regressorFile.ts';
import { plainMachine } from '../engine/blobs.ts';

const rng = createRng(7);
const count = 1500;
const features = Float32Array.from({ length: count * 8 }, (_, index) =>
  index % 8 === 0 ? rng.below(51) / 50 : rng.uniform(),
);
const reductions = Float64Array.from({ length: count }, () => (rng.below(8001) - 4000) / 4000);

const grow = (rowShare: number, trees = 5): Promise<Forest> =>
  trainRegressor(
    { features, reductions },
    { trees, maxDepth: 40, maxFeatures: 6, rowShare, seed: 1, outOfBag: false },
    plainMachine(),
    neverCancelled,
  );

const predict = (forest: Forest, row: number): number => {
  let sum = 0;
  for (let tree = 0; tree < forest.trees; tree++)
    sum += forest.value[leafOf(forest, forest.roots[tree]!, features, row * 8, 1)]!;
  return sum / forest.trees;
};

describe('a file', () => {
  it('gives the same depths and, with few thresholds, the same predictions', async () => {
    const forest = await grow(0.1);
    const read = decodeRegressor(encodeRegressor(forest), 'g.lal');
    expect([read.trees, read.columns, read.outputs]).toEqual([5, 8, 1]);
    expect(read.roots).toEqual(forest.roots);
    expect(read.depths).toEqual(forest.depths);
    for (let row = 0; row < count; row++) expect(predict(read, row)).toBeCloseTo(predict(forest, row), 6);
  });

  it('rounds many thresholds, which moves few predictions and these little', async () => {
    const forest = await grow(1, 20);
    const read = decodeRegressor(encodeRegressor(forest), 'g.lal');
    const thresholds = new Set(forest.threshold.filter((_, node) => forest.feature[node] === 3));
    expect(thresholds.size).toBeGreaterThan(1024);
    let difference = 0;
    let size = 0;
    for (let row = 0; row < count; row++) {
      difference += (predict(read, row) - predict(forest, row)) ** 2;
      size += predict(forest, row) ** 2;
    }
    expect(difference).toBeGreaterThan(0);
    expect(difference).toBeLessThan(0.05 * size);
  });

  it('is the same for the same forest', async () => {
    expect(encodeRegressor(await grow(0.1))).toEqual(encodeRegressor(await grow(0.1)));
  });

  it('keeps trees of a single leaf', () => {
    const forest: Forest = {
      trees: 1,
      outputs: 1,
      columns: 8,
      pureLeaves: false,
      outOfBagScore: NaN,
      roots: Int32Array.of(0, 1),
      feature: Int32Array.of(-1),
      threshold: new Float32Array(1),
      left: new Int32Array(1),
      value: Float32Array.of(-0.53225),
      depths: new Int32Array(1),
      importances: new Float64Array(8),
    };
    expect(decodeRegressor(encodeRegressor(forest), 'g.lal').value[0]).toBeCloseTo(-0.53225, 7);
  });
});

describe('refuses with a sentence', () => {
  it('what is no regressor', () => {
    expect(() => decodeRegressor(Buffer.from('id,label\n1,a\n2,b\n'), 'x.csv')).toThrow(
      /^x\.csv is not a LAL/u,
    );
    expect(() => decodeRegressor(Buffer.alloc(0), 'empty')).toThrow(/^empty is not a LAL/u);
  });

  it('a newer file', async () => {
    const file = encodeRegressor(await grow(0.1));
    file.writeUInt16LE(2, 4);
    expect(() => decodeRegressor(file, 'g.lal')).toThrow(/newer Label Scout \(format 2, this one reads 1\)/u);
  });

  it('every kind of damage', async () => {
    const file = encodeRegressor(await grow(0.1));
    const damaged = [8, 12, 30, file.length - 40].map((place) => {
      const copy = Buffer.from(file);
      copy[place]! ^= 0x40;
      return copy;
    });
    for (const copy of [...damaged, file.subarray(0, 500), file.subarray(0, 16)])
      expect(() => decodeRegressor(copy, 'g.lal')).toThrow(/^g\.lal is damaged; install/u);
  });

  it('a file that is not there', async () => {
    await expect(readRegressor('no/such.lal')).rejects.toThrow('no/such.lal does not exist; check the path.');
  });
});
