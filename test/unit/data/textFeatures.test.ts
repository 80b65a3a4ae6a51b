import { expect, test } from 'vitest';
import { hashedTextDimensions, writeHashedText } from '../../../src/data/features/hashedText.ts';
import { hashedDimensions, weighTerms } from '../../../src/data/features/termWeights.ts';
import { readDocument } from '../../../src/data/features/text.ts';
import { tokens } from '../../../src/data/features/tokens.ts';
import { countFrequencies } from '../../../src/data/features/documentFrequencies.ts';
import { allocateMatrix, offsetOf } from '../../../src/engine/matrix.ts';
import { hashString } from '../../../src/engine/rng.ts';

const vectors = (texts: readonly string[], fitRows?: Int32Array): number[][] => {
  const documents = texts.map(readDocument);
  const matrix = allocateMatrix(texts.length, hashedTextDimensions);
  writeHashedText(matrix, 0, documents, countFrequencies(documents, fitRows));
  return texts.map((_, row) =>
    Array.from(
      { length: hashedTextDimensions },
      (_column, column) => matrix.data[offsetOf(matrix, row, column)]!,
    ),
  );
};

/** TF-IDF straight from its definition, without buckets or typed arrays. */
function expected(texts: readonly string[], row: number): number[] {
  const vector = new Array<number>(hashedTextDimensions).fill(0);
  for (const token of tokens(texts[row]!)) {
    const containing = texts.filter((text) => tokens(text).includes(token)).length;
    const hash = hashString(token);
    vector[hash % hashedTextDimensions]! +=
      (hash >= 2 ** 31 ? -1 : 1) * (Math.log((1 + texts.length) / (1 + containing)) + 1);
  }
  const length = Math.hypot(...vector);
  return vector.map((value) => (length === 0 ? 0 : value / length));
}

test('tokens are lower-case words, word pairs and character trigrams inside words', () => {
  expect(tokens('Big cat!')).toEqual([
    'w big',
    'c _bi',
    'c big',
    'c ig_',
    'w cat',
    'w big cat',
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

test('runs of scripts without spaces are sequences of one, two and three characters', () => {
  expect(tokens('\u6771\u4eac\u99c5')).toEqual([
    'g \u6771',
    'g \u6771\u4eac',
    'g \u6771\u4eac\u99c5',
    'g \u4eac',
    'g \u4eac\u99c5',
    'g \u99c5',
  ]);
  expect(tokens('x\u6771y')).toEqual(['w x', 'c _x_', 'g \u6771', 'w y', 'c _y_']);
});

test('words after the 20,000th character count like those before', () => {
  expect(tokens(`${'lorem '.repeat(5000)}omega`)).toContain('w omega');
});

test('terms are weighted by the logarithm of their count', () => {
  const documents = ['cat cat cat', 'dog'].map(readDocument);
  const { starts, indices, values } = weighTerms(documents, countFrequencies(documents));
  const weights = new Array<number>(hashedDimensions).fill(0);
  for (const token of new Set(tokens('cat cat cat'))) {
    const hash = hashString(token);
    const count = tokens('cat cat cat').filter((other) => other === token).length;
    weights[hash % hashedDimensions]! +=
      (hash >= 2 ** 31 ? -1 : 1) * (1 + Math.log(count)) * (Math.log(3 / 2) + 1);
  }
  const length = Math.hypot(...weights);
  expect(starts[1]).toBe(weights.filter((weight) => weight !== 0).length);
  for (let entry = 0; entry < starts[1]!; entry++) {
    expect(values[entry]).toBeCloseTo(weights[indices[entry]!]! / length, 6);
  }
});

test('terms of a single document are left out where there are many documents', () => {
  const documents = Array.from({ length: 60 }, (_, index) => readDocument(`same words n${index}`));
  const { starts } = weighTerms(documents, countFrequencies(documents));
  const lengths = new Set(documents.map((_, row) => starts[row + 1]! - starts[row]!));
  expect(Math.max(...lengths)).toBeLessThan(documents[0]!.hashes.length);
});
