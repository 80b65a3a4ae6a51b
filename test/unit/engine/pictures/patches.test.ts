import { describe, expect, it } from 'vitest';
import { neverCancelled } from '../../../../src/engine/cancel.ts';
import { CancelledError } from '../../../../src/engine/errors.ts';
import { symmetricEigen } from '../../../../src/engine/math/symmetricEigen.ts';
import { openFilterBank } from '../../../../src/engine/pictures/filterBank.ts';
import {
  drawPatches,
  foldWhitening,
  learnPatchDictionary,
} from '../../../../src/engine/pictures/patchDictionary.ts';
import { patchColumns, PatchEncoder } from '../../../../src/engine/pictures/patchPooling.ts';
import { sphericalKMeans } from '../../../../src/engine/pictures/sphericalKMeans.ts';
import type { Pictures } from '../../../../src/engine/pictures/types.ts';
import { learnWhitening, whiten } from '../../../../src/engine/pictures/whitening.ts';
import { createRng } from '../../../../src/engine/rng.ts';
import { openFastFilterBank, openKernelBank } from '../../../../src/runtime/filterKernel.ts';
import { loadKernel } from '../../../../src/runtime/kernels.ts';

function noise(count: number, side: number, channels: number): Pictures {
  const rng = createRng('pictures');
  const pixels = Uint8Array.from({ length: count * side ** 2 * channels }, () => rng.below(256));
  return { count, side, channels, pixels };
}

describe('patches', () => {
  it('have mean 0 and, of noise, nearly deviation 1', () => {
    const drawn = drawPatches(noise(4, 16, 3), 20, createRng(1));
    for (let patch = 0; patch < 20; patch++) {
      const values = drawn.subarray(patch * 108, (patch + 1) * 108);
      expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 3);
      const square = values.reduce((sum, value) => sum + value * value, 0) / 108;
      expect(square).toBeGreaterThan(0.95);
      expect(square).toBeLessThan(1);
    }
  });

  it('of even pictures are zero', () => {
    const even = { count: 1, side: 8, channels: 1, pixels: new Uint8Array(64).fill(200) };
    expect(drawPatches(even, 3, createRng(1)).every((value) => value === 0)).toBe(true);
  });
});

describe('a dictionary', () => {
  const pictures = noise(3, 12, 1);

  it('follows from pictures and seed, and every number of a picture is finite', () => {
    const learn = (seed: number) =>
      learnPatchDictionary(pictures, createRng(seed), openFastFilterBank, neverCancelled);
    const first = learn(1);
    expect(learn(1)).toEqual(first);
    expect(learn(2)).not.toEqual(first);
    const encoded = new PatchEncoder(pictures, first, openFastFilterBank).encode(0);
    expect(encoded).toHaveLength(patchColumns);
    expect(encoded.every(Number.isFinite)).toBe(true);
    expect(encoded.some((value) => value > 0)).toBe(true);
  });

  it('of even pictures has no infinite numbers', () => {
    const even = { count: 2, side: 8, channels: 1, pixels: new Uint8Array(128) };
    const dictionary = learnPatchDictionary(even, createRng(1), openFastFilterBank, neverCancelled);
    expect(dictionary.filters.every(Number.isFinite)).toBe(true);
    const encoded = new PatchEncoder(even, dictionary, openFastFilterBank).encode(1);
    expect(encoded.every(Number.isFinite)).toBe(true);
  });

  it('holds the whitening: its responses are those of whitened patches to the centers', () => {
    const rows = drawPatches(pictures, 200, createRng(1));
    const whitening = learnWhitening(rows, 36);
    const centers = drawPatches(pictures, 4, createRng(2));
    const { filters, offsets } = foldWhitening(centers, whitening);
    const white = whiten(rows, whitening);
    const product = (left: Float32Array, row: number, right: Float32Array, other: number) =>
      left
        .subarray(36 * row, 36 * row + 36)
        .reduce((sum, value, at) => sum + value * right[36 * other + at]!, 0);
    for (let kind = 0; kind < 4; kind++)
      expect(product(rows, 7, filters, kind) - offsets[kind]!).toBeCloseTo(
        product(white, 7, centers, kind),
        4,
      );
  });

  it('stops when it is cancelled', () => {
    const values = drawPatches(pictures, 50, createRng(1));
    expect(() => sphericalKMeans(values, 36, 4, createRng(1), openFilterBank, { aborted: true })).toThrow(
      CancelledError,
    );
  });
});

describe('the kernel of filters', () => {
  it.each([
    { filters: 8, columns: 1, capacity: 1 },
    { filters: 16, columns: 7, capacity: 6 },
    { filters: 200, columns: 108, capacity: 9 },
  ])('is the plain path to the last bit: %o', (shape) => {
    const kernel = openKernelBank(loadKernel('filters'), shape)!;
    const plain = openFilterBank(shape);
    const rng = createRng(shape.columns);
    const draw = (length: number) => Float32Array.from({ length }, () => rng.uniform() - 0.5);
    for (let time = 0; time < 2; time++) {
      const filters = draw(shape.filters * shape.columns);
      const rows = draw(shape.capacity * shape.columns);
      const offsets = draw(shape.filters);
      for (const bank of [kernel, plain]) {
        bank.load(filters);
        bank.rows.set(rows);
        bank.offsets.set(offsets);
        bank.sums.fill(0);
        bank.apply(shape.capacity);
        bank.add(0, shape.capacity);
        bank.add(shape.capacity - 1, 1);
      }
      expect(kernel.responses).toEqual(plain.responses);
      expect(kernel.sums).toEqual(plain.sums);
    }
  });

  it('leaves other numbers of filters to the plain path', () => {
    const shape = { filters: 5, columns: 3, capacity: 2 };
    expect(openKernelBank(loadKernel('filters'), shape)).toBeUndefined();
    const bank = openFastFilterBank(shape);
    bank.load(new Float32Array(15).fill(1));
    bank.rows.set([1, 2, 3, 4, 5, 6]);
    bank.apply(2);
    expect([...bank.responses]).toEqual([6, 6, 6, 6, 6, 15, 15, 15, 15, 15]);
  });
});

describe('the eigen-decomposition', () => {
  it('gives orthonormal vectors that the matrix only stretches', () => {
    const size = 12;
    const rng = createRng(3);
    const matrix = new Float64Array(size * size);
    for (let row = 0; row < size; row++) {
      for (let column = 0; column <= row; column++)
        matrix[row * size + column] = matrix[column * size + row] = rng.uniform() - 0.5;
    }
    const { values, vectors } = symmetricEigen(matrix, size);
    const vector = (axis: number) => vectors.subarray(axis * size, (axis + 1) * size);
    for (let axis = 0; axis < size; axis++) {
      for (let other = 0; other < size; other++) {
        const inner = vector(axis).reduce((sum, value, at) => sum + value * vector(other)[at]!, 0);
        expect(inner).toBeCloseTo(axis === other ? 1 : 0, 12);
      }
      for (let row = 0; row < size; row++) {
        const turned = vector(axis).reduce((sum, value, at) => sum + matrix[row * size + at]! * value, 0);
        expect(turned).toBeCloseTo(values[axis]! * vector(axis)[row]!, 12);
      }
    }
  });

  it('leaves a diagonal matrix, zeros included', () => {
    expect([...symmetricEigen(Float64Array.of(2, 0, 0, 0), 2).values]).toEqual([2, 0]);
  });
});
