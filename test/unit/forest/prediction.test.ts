import { afterAll, describe, expect, it } from 'vitest';
import { CancelledError } from '../../../src/engine/errors.ts';
import { plainForest } from '../../../src/engine/forest/plain.ts';
import { fitClassificationForest } from '../../../src/engine/forest/classificationForest.ts';
import type { Forest } from '../../../src/engine/forest/types.ts';
import { allocateMatrix, fromRowMajor, offsetOf, type MatrixAllocator } from '../../../src/engine/matrix.ts';
import type { Awaitable, Probabilities } from '../../../src/engine/types.ts';
import { createRng } from '../../../src/engine/rng.ts';
import { loadKernel } from '../../../src/runtime/kernels.ts';
import { compileBits, suitsBits } from '../../../src/runtime/forest/bitProgram.ts';
import { PoolPredictor } from '../../../src/runtime/forest/poolPredictor.ts';
import {
  allocateSharedMatrix,
  memoryOf,
  openMatrix,
  shareMatrix,
} from '../../../src/runtime/sharedMatrix.ts';
import { makeCase, optionsOf, running, type ForestCase } from './cases.ts';

const module = loadKernel('bits');
if (!module) throw new Error('dist/kernels/bits.wasm is missing: run npm run build first.');
const alone = new PoolPredictor(module, 1);
const pair = new PoolPredictor(module, 2);
afterAll(() => {
  alone.close();
  pair.close();
});

interface PredictionCase extends ForestCase {
  readonly name: string;
  readonly trees?: number;
  readonly bits: boolean;
}

/** Compares to the last bit; vitest's own comparison takes seconds on arrays of this size. */
function expectSame(actual: Awaitable<Probabilities>, expected: Awaitable<Probabilities>): void {
  if (actual instanceof Promise || expected instanceof Promise) throw new Error('Forests predict at once.');
  expect([actual.rows, actual.classes, actual.data.length]).toEqual([
    expected.rows,
    expected.classes,
    expected.data.length,
  ]);
  expect(actual.data.findIndex((value, index) => !Object.is(value, expected.data[index]))).toBe(-1);
}

const base = { rows: 120, features: 12, classes: 2, spread: 'continuous', bits: true } as const;
const cases: readonly PredictionCase[] = [
  { ...base, name: 'two classes' },
  { ...base, name: 'two classes, ties', spread: 'ties' },
  { ...base, name: 'two labels only', rows: 2 },
  { ...base, name: 'one split per tree at most', features: 1, rows: 3 },
  { ...base, name: 'many splits, fewer rows at once', rows: 1000, features: 20, trees: 100 },
  { ...base, name: '255 trees', trees: 255 },
  { ...base, name: 'three classes', classes: 3 },
  { ...base, name: 'ten classes', classes: 10, rows: 300 },
  { ...base, name: 'more trees than counters hold', trees: 300, bits: false },
  { ...base, name: 'impure leaves', spread: 'integers', features: 3, bits: false },
  {
    ...base,
    name: 'impure leaves of five classes',
    classes: 5,
    spread: 'integers',
    features: 3,
    bits: false,
  },
  { ...base, name: 'limited depth', maxDepth: 2, bits: false },
  { ...base, name: 'one class', classes: 1, bits: false },
];

function grow(shape: PredictionCase): Forest {
  const { columns, labelArray } = makeCase(shape);
  const forest = fitClassificationForest(
    columns,
    labelArray,
    shape.classes,
    optionsOf(shape, 3, shape.trees ?? 50),
    running,
  );
  expect(suitsBits(forest)).toBe(shape.bits);
  return forest;
}

/**
 * A pool with the spread of the training rows, which come first: their values meet the thresholds closest.
 * Large pools repeat some thousand rows, a number that is no multiple of a block.
 */
function makePool(shape: PredictionCase, rows: number, allocate: MatrixAllocator) {
  const different = [...makeCase(shape).values, ...makeCase({ ...shape, rows: 2500 }, 9).values];
  const matrix = allocate(rows, shape.features);
  for (let row = 0; row < rows; row++) {
    const values = different[row % different.length]!;
    values.forEach((value, column) => (matrix.data[offsetOf(matrix, row, column)] = value));
  }
  return matrix;
}

describe('pool prediction by kernels', () => {
  it.each(cases.map((shape) => [shape.name, shape] as const))(
    'gives every row the probabilities of descent: %s',
    (_, shape) => {
      const forest = grow(shape);
      for (const rows of [1, 1023, 1024, 2500]) {
        const matrix = makePool(shape, rows, allocateMatrix);
        const expected = plainForest.predict(forest, matrix, running);
        expectSame(alone.predict(forest, matrix, running), expected);
      }
    },
  );

  it.each(cases.map((shape) => [shape.name, shape] as const))(
    'reads a shared matrix in place, on one thread and on two: %s',
    (_, shape) => {
      const forest = grow(shape);
      const matrix = makePool(shape, 21_000, widened(shape.features));
      expect(memoryOf(matrix)).toBeDefined();
      const expected = plainForest.predict(forest, matrix, running);
      expectSame(alone.predict(forest, matrix, running), expected);
      expectSame(pair.predict(forest, matrix, running), expected);
      expectSame(pair.predict(forest, matrix, running), expected);
    },
  );

  it('keeps apart the forests and matrices it is asked about in turn', () => {
    const shapes = cases.filter(({ name }) => ['two classes', 'ten classes', 'impure leaves'].includes(name));
    const asked = shapes.map((shape) => {
      const forest = grow(shape);
      const matrix = makePool(shape, 21_000, widened(shape.features));
      return { forest, matrix, expected: plainForest.predict(forest, matrix, running) };
    });
    for (let round = 0; round < 3; round++) {
      for (const { forest, matrix, expected } of asked) {
        expectSame(pair.predict(forest, matrix, running), expected);
        expectSame(alone.predict(forest, matrix, running), expected);
      }
    }
  });

  it('leaves the matrix as it was', () => {
    const shape = cases[0]!;
    const matrix = makePool(shape, 21_000, widened(shape.features));
    const before = matrix.data.slice();
    pair.predict(grow(shape), matrix, running);
    expect(matrix.data.every((value, index) => Object.is(value, before[index]))).toBe(true);
  });

  it('predicts numbers as well as classes', async () => {
    const rng = createRng('regression');
    const columns = Float32Array.from({ length: 600 }, () => rng.uniform());
    const targets = Float64Array.from({ length: 200 }, (_, row) => columns[row]! * 3 + rng.uniform());
    const options = optionsOf({ rows: 200, features: 3, classes: 2, spread: 'continuous' });
    const forest = await plainForest.fitRegressor(columns, targets, options, running);
    const matrix = fromRowMajor(columns, 200, 3);
    expectSame(alone.predict(forest, matrix, running), plainForest.predict(forest, matrix, running));
  });

  it('stops when cancelled', () => {
    const shape = cases[0]!;
    const matrix = makePool(shape, 21_000, widened(shape.features));
    const forest = grow(shape);
    expect(() => alone.predict(forest, matrix, { aborted: true })).toThrow(CancelledError);
    expect(() => pair.predict(forest, matrix, { aborted: true })).toThrow(CancelledError);
    expectSame(pair.predict(forest, matrix, running), plainForest.predict(forest, matrix, running));
  });
});

describe('shared matrix', () => {
  it('keeps its memory on its way to another thread', () => {
    const matrix = allocateSharedMatrix(300_000, 1);
    matrix.data[offsetOf(matrix, 299_999, 0)] = 42;
    const opened = openMatrix(shareMatrix(matrix));
    expect(memoryOf(opened)?.memory).toBe(memoryOf(matrix)?.memory);
    expect(opened.data[offsetOf(opened, 299_999, 0)]).toBe(42);
  });

  it('does without a memory of its own where it is small', () => {
    const matrix = allocateSharedMatrix(10, 3);
    expect(memoryOf(matrix)).toBeUndefined();
    expect(matrix.data.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(openMatrix(shareMatrix(matrix))).toBe(matrix);
  });
});

/** Allocates shared memory also where so few features would not be worth it. */
function widened(features: number): MatrixAllocator {
  const fewest = 16;
  return (rows, columns) => allocateSharedMatrix(rows, Math.max(columns, features, fewest));
}

it('compiles a forest on more features than a function takes arguments', () => {
  const inner = 200_000;
  const feature = new Int32Array(2 * inner + 1).fill(-1);
  const left = new Int32Array(feature.length).fill(-1);
  const value = new Float32Array(2 * feature.length);
  for (let node = 0; node < inner; node++) {
    feature[2 * node] = node;
    left[2 * node] = 2 * node + 1;
  }
  for (let node = 0; node < feature.length; node++) value[2 * node + (node % 2)] = 1;
  const forest: Forest = {
    ...fitClassificationForest(Float32Array.of(1, 2), Int32Array.of(0, 1), 2, optionsOf(base, 1, 1), running),
    columns: inner,
    roots: Int32Array.of(0, feature.length),
    feature,
    left,
    value,
    threshold: new Float32Array(feature.length),
  };
  expect(compileBits(forest).columns).toHaveLength(inner);
});
