import { expect, test } from 'vitest';
import { readDocument, textDimensions, tokens, writeText } from '../../../src/data/features/text.ts';
import { countFrequencies } from '../../../src/data/features/documentFrequencies.ts';
import { allocateMatrix, offsetOf } from '../../../src/engine/matrix.ts';
import { hashString } from '../../../src/engine/rng.ts';

const vectors = (texts: readonly string[], fitRows?: Int32Array): number[][] => {
  const documents = texts.map(readDocument);
  const matrix = allocateMatrix(texts.length, textDimensions);
  writeText(matrix, 0, documents, countFrequencies(documents, fitRows));
  return texts.map((_, row) =>
    Array.from({ length: textDimensions }, (_column, column) => matrix.data[offsetOf(matrix, row, column)]!),
  );
};

/** TF-IDF straight from its definition, without buckets or typed arrays. */
function expected(texts: readonly string[], row: number): number[] {
  const vector = new Array<number>(textDimensions).fill(0);
  for (const token of tokens(texts[row]!)) {
    const containing = texts.filter((text) => tokens(text).includes(token)).length;
    const hash = hashString(token);
    vector[hash % textDimensions]! +=
      (hash >= 2 ** 31 ? -1 : 1) * (Math.log((1 + texts.length) / (1 + containing)) + 1);
  }
  const length = Math.hypot(...vector);
  return vector.map((value) => (length === 0 ? 0 : value / length));
}

test('tokens are lower-case words, word pairs and character trigrams inside words', () => {
  expect(tokens('Big cat!')).toEqual([
    'w big',
    'w big cat',
    'c _bi',
    'c big',
    'c ig_',
    'w cat',
    'c _ca',
    'c cat',
    'c at_',
  ]);
  expect(tokens('Été 42')).toContain('w été');
  expect(tokens('  ... ')).toEqual([]);
});

const distance = (a: readonly number[], b: readonly number[]): number =>
  Math.hypot(...a.map((value, index) => value - b[index]!));

test('rows are TF-IDF weights in hashed dimensions with signs, of length 1', () => {
  const texts = ['the cat sat on the mat', 'the dog sat', 'a completely different sentence', ''];
  const rows = vectors(texts);
  for (const row of texts.keys()) expect(distance(rows[row]!, expected(texts, row))).toBeLessThan(1e-6);
  expect(Math.hypot(...rows[0]!)).toBeCloseTo(1, 5);
  expect(Math.hypot(...rows[3]!)).toBe(0);
});

test('document frequencies come from the fit rows only', () => {
  const texts = ['cat', 'dog', 'dog bird'];
  const fitRows = Int32Array.of(0, 1);
  const fitted = vectors(texts, fitRows)[2]!;
  expect(distance(fitted, vectors(texts)[2]!)).toBeGreaterThan(0.01);
  expect(distance(fitted, vectors([...texts, 'bird bird'], fitRows)[2]!)).toBe(0);
});

test('texts about the same thing are nearer than others', () => {
  const [first, second, third] = vectors([
    'stocks fell on monday',
    'stocks rose on friday',
    'bake the bread slowly',
  ]);
  const product = (a: number[], b: number[]) => a.reduce((sum, value, index) => sum + value * b[index]!, 0);
  expect(product(first!, second!)).toBeGreaterThan(product(first!, third!) + 0.1);
});
