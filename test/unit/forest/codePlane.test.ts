import { afterAll, describe, expect, it } from 'vitest';
import { CancelledError } from '../../../src/engine/errors.ts';
import { fitClassificationForest } from '../../../src/engine/forest/classificationForest.ts';
import { plainForest } from '../../../src/engine/forest/plain.ts';
import type { Forest } from '../../../src/engine/forest/types.ts';
import { blockRows, gatherColumns, offsetOf, type FeatureMatrix } from '../../../src/engine/matrix.ts';
import { createRng } from '../../../src/engine/rng.ts';
import { suitsBits } from '../../../src/runtime/forest/bitProgram.ts';
import { forgetCodes } from '../../../src/runtime/forest/codePlane.ts';
import { chooseCoding } from '../../../src/runtime/forest/columnCoding.ts';
import { loadKernel } from '../../../src/runtime/kernels.ts';
import { PoolPredictor } from '../../../src/runtime/forest/poolPredictor.ts';
import { allocateSharedMatrix, memoryOf } from '../../../src/runtime/sharedMatrix.ts';
import { optionsOf, running } from './cases.ts';

const module = loadKernel('bits');
if (!module) throw new Error('dist/kernels/bits.wasm is missing: run npm run build first.');
const alone = new PoolPredictor(module, 1);
const pair = new PoolPredictor(module, 2);
afterAll(() => {
  alone.close();
  pair.close();
});

/** Just large enough for a plane, the last block padded. */
const rows = 16 * blockRows + 300;
const features = 256;

/** How a value comes from a uniform number and its row; one kind per column, in turns. */
const kinds: Record<string, (uniform: number, row: number) => number> = {
  continuous: (uniform) => uniform,
  negative: (uniform) => -3 - uniform * 1e-2,
  'both zeros': (uniform) => (uniform < 0.3 ? -0 : uniform < 0.6 ? 0 : uniform - 0.8),
  'grey levels': (uniform) => Math.floor(uniform * 256) / 255,
  integers: (uniform) => Math.floor(uniform * 5) - 2,
  binary: (uniform) => Math.round(uniform),
  denormal: (uniform) => uniform * 1e-40,
  huge: (uniform) => (uniform - 0.5) * 6.8e38,
  'near-equal': (uniform) => 1 + uniform * 1e-5,
  'many magnitudes': (uniform) => Math.exp((uniform - 0.5) * 80),
  'few far values': (uniform) => (uniform < 0.002 ? uniform * 1e12 : uniform),
  'nearly always zero': (uniform) => (uniform < 0.98 ? 0 : uniform),
  constant: () => 7,
  ascending: (_, row) => row,
};
const kindNames = Object.keys(kinds);

function fill(matrix: FeatureMatrix, seed: number): FeatureMatrix {
  const rng = createRng(seed).fork('code plane');
  for (let column = 0; column < features; column++) {
    const valueOf = kinds[kindNames[column % kindNames.length]!]!;
    for (let row = 0; row < rows; row++)
      matrix.data[offsetOf(matrix, row, column)] = valueOf(rng.uniform(), row);
  }
  return matrix;
}

/** Trained on rows of the pool, so that thresholds meet values as closely as they can. */
function growOn(matrix: FeatureMatrix, columns: readonly number[], classes: number): Forest {
  const rng = createRng(classes).fork('code plane labels');
  const labeled = Int32Array.from({ length: 300 }, (_, index) => index * 53);
  const gathered = gatherColumns(matrix, labeled);
  const used = new Set(columns);
  for (let column = 0; column < features; column++)
    if (!used.has(column)) gathered.fill(0, column * labeled.length, (column + 1) * labeled.length);
  const labels = labeled.map(() => Math.floor(rng.uniform() * classes));
  const shape = { rows: labeled.length, features, classes, spread: 'continuous' } as const;
  return fitClassificationForest(gathered, labels, classes, optionsOf(shape, 5), running);
}

/** Index of the first probability that differs from descent, −1 where none does. */
function firstDifference(predictor: PoolPredictor, forest: Forest, matrix: FeatureMatrix): number {
  const expected = plainForest.predict(forest, matrix, running);
  if (expected instanceof Promise) throw new Error('Forests predict at once.');
  const { data } = predictor.predict(forest, matrix, running);
  return data.findIndex((value, index) => !Object.is(value, expected.data[index]));
}

const sizeOf = (matrix: FeatureMatrix): number => memoryOf(matrix)!.memory.buffer.byteLength;

/** Makes the plane: the second prediction does. */
function withPlane(predictor: PoolPredictor, forest: Forest, matrix: FeatureMatrix): FeatureMatrix {
  predictor.predict(forest, matrix, running);
  const before = sizeOf(matrix);
  predictor.predict(forest, matrix, running);
  expect(sizeOf(matrix) - before).toBeGreaterThan(matrix.data.byteLength / 2);
  return matrix;
}

const matrix = fill(allocateSharedMatrix(rows, features), 1);
const everyColumn = Array.from({ length: features }, (_, column) => column);
const ofKind = (name: string) =>
  everyColumn.filter((column) => kindNames[column % kindNames.length] === name);

describe('code plane', () => {
  it('gives the probabilities of descent before, while and after it is made, to one thread and to two', () => {
    for (const predictor of [alone, pair]) {
      const own = fill(allocateSharedMatrix(rows, features), 1);
      for (const classes of [2, 3]) {
        const forest = growOn(own, everyColumn, classes);
        expect(suitsBits(forest)).toBe(true);
        for (let time = 0; time < 3; time++) expect(firstDifference(predictor, forest, own)).toBe(-1);
      }
    }
  });

  it.each(kindNames.filter((name) => name !== 'constant'))('orders values as floats do: %s', (name) => {
    const other = ofKind('continuous').slice(0, 1);
    const forest = growOn(matrix, [...ofKind(name), ...other], 2);
    expect(suitsBits(forest)).toBe(true);
    alone.predict(forest, matrix, running);
    alone.predict(forest, matrix, running);
    expect(firstDifference(alone, forest, matrix)).toBe(-1);
    expect(firstDifference(pair, forest, matrix)).toBe(-1);
  });

  it('is made once, by the second prediction, for all who predict on the memory', () => {
    const own = fill(allocateSharedMatrix(rows, features), 2);
    const forest = growOn(own, everyColumn, 2);
    withPlane(alone, forest, own);
    pair.predict(forest, own, running);
    const settled = sizeOf(own);
    for (const predictor of [pair, alone]) expect(firstDifference(predictor, forest, own)).toBe(-1);
    expect(sizeOf(own)).toBe(settled);
  });

  it('follows values that change', () => {
    const own = fill(allocateSharedMatrix(rows, features), 3);
    const forest = growOn(own, everyColumn, 2);
    withPlane(pair, forest, own);
    const settled = sizeOf(own);
    fill(own, 4);
    forgetCodes(own);
    for (let time = 0; time < 3; time++) expect(firstDifference(pair, forest, own)).toBe(-1);
    expect(sizeOf(own)).toBe(settled);
  });

  it('is made anew after a cancelled attempt', () => {
    const own = fill(allocateSharedMatrix(rows, features), 5);
    const forest = growOn(own, everyColumn, 2);
    pair.predict(forest, own, running);
    expect(() => pair.predict(forest, own, { aborted: true })).toThrow(CancelledError);
    for (let time = 0; time < 2; time++) expect(firstDifference(pair, forest, own)).toBe(-1);
  });

  it('is done without where the memory cannot grow so far', () => {
    const own = fill(allocateSharedMatrix(rows, features), 6);
    const forest = growOn(own, everyColumn, 2);
    const { memory } = memoryOf(own)!;
    pair.predict(forest, own, running);
    // Address space only: nothing is written there.
    const left = 2 ** 16 - memory.buffer.byteLength / 2 ** 16;
    memory.grow(left - 64);
    const before = sizeOf(own);
    for (let time = 0; time < 2; time++) expect(firstDifference(pair, forest, own)).toBe(-1);
    expect(sizeOf(own)).toBe(before);
  });

  it('is not made for small matrices', () => {
    const own = allocateSharedMatrix(3000, 256);
    const forest = growOn(matrix, everyColumn, 2);
    alone.predict(forest, own, running);
    const before = sizeOf(own);
    alone.predict(forest, own, running);
    expect(sizeOf(own)).toBe(before);
  });
});

describe('coding of columns', () => {
  const coding = chooseCoding(matrix);
  const isCoded = (name: string) => ofKind(name).every((column) => coding[2 * column + 1] !== 0);
  const isLeftOut = (name: string) => ofKind(name).every((column) => coding[2 * column + 1] === 0);

  it.each([
    'continuous',
    'negative',
    'both zeros',
    'grey levels',
    'integers',
    'binary',
    'few far values',
    'huge',
  ])('takes columns whose values keep apart: %s', (name) => expect(isCoded(name)).toBe(true));

  it.each(['constant', 'denormal', 'many magnitudes'])(
    'leaves out columns whose values would not: %s',
    (name) => expect(isLeftOut(name)).toBe(true),
  );
});
