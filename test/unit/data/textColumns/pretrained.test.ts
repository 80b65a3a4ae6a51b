import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { allocateMatrix, offsetOf, type FeatureMatrix } from '../../../../src/engine/matrix.ts';
import { makeFolder, open } from '../folder.ts';

const english = [
  'The printer on the third floor is out of paper again.',
  'There is no paper left in the printer of the office.',
  'My invoice shows the wrong amount, and I would like to have it corrected.',
  'The bill that you have sent to me is not right.',
];

const texts = (features?: object, files: readonly string[] = english): string =>
  makeFolder({
    ...Object.fromEntries(files.map((text, index) => [`docs/${index}.txt`, text])),
    'label-scout.json': {
      version: 1,
      source: { kind: 'text', files: ['docs/*.txt'], ...(features && { features }) },
    },
  });

const table = (features: object): string =>
  makeFolder({
    'data.csv': `id,text,size\n${english.map((text, index) => `${index},"${text}",${index}`).join('\n')}\n`,
    'label-scout.json': {
      version: 1,
      source: { kind: 'table', files: ['data.csv'], id: 'id', features: { text: ['text'], ...features } },
    },
  });

const rowOf = (matrix: FeatureMatrix, row: number, start: number, columns: number): number[] =>
  Array.from({ length: columns }, (_, column) => matrix.data[offsetOf(matrix, row, start + column)]!);

const product = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((sum, value, index) => sum + value * other[index]!, 0);

it('puts embeddings beside the own features of English texts', async () => {
  const dataset = await open(texts());
  const matrix = await dataset.features(allocateMatrix);
  expect(matrix.columns).toBe(612);
  expect(matrix.blocks).toEqual([
    { start: 0, columns: 100 },
    { start: 100, columns: 512 },
  ]);
  expect(dataset.featureNames).toHaveLength(612);
  expect(dataset.featureSteps.map(({ kind }) => kind)).toEqual(['semantics', 'pretrained']);
  const rows = english.map((_, row) => rowOf(matrix, row, 100, 512));
  for (const row of rows) expect(Math.hypot(...row)).toBeCloseTo(1, 5);
  expect(product(rows[0]!, rows[1]!)).toBeGreaterThan(product(rows[0]!, rows[2]!) + 0.1);
  expect(product(rows[2]!, rows[3]!)).toBeGreaterThan(product(rows[1]!, rows[3]!) + 0.1);
});

it('leaves texts of other languages to the own features', async () => {
  const german = ['Der Drucker im dritten Stock hat kein Papier.', 'In der Rechnung ist ein Fehler.'];
  const matrix = await (await open(texts(undefined, german))).features(allocateMatrix);
  expect(matrix.columns).toBe(100);
});

it.each([
  [{ pretrained: 'none' }, 100],
  [{ pretrained: 'sentences-en' }, 512],
  [{ pretrained: 'sentences-en', and: 'own' }, 612],
])('does what the manifest says: %j gives %d columns', async (features, columns) => {
  expect((await (await open(texts(features))).features(allocateMatrix)).columns).toBe(columns);
});

it('embeds the columns of texts of a table, beside its other columns', async () => {
  const matrix = await (await open(table({}))).features(allocateMatrix);
  expect(matrix.columns).toBe(1 + 612);
  expect(matrix.blocks).toEqual([
    { start: 1, columns: 100 },
    { start: 101, columns: 512 },
  ]);
});

it('keeps embeddings in the cache of the dataset and reads them there', async () => {
  const folder = texts();
  const first = await (await open(folder)).features(allocateMatrix);
  const cached = readdirSync(join(folder, '.label-scout/cache'));
  expect(cached.filter((name) => name.startsWith('embeddings-'))).toHaveLength(1);
  const again = await (await open(folder)).features(allocateMatrix);
  expect(again.data).toEqual(first.data);
});

it('gives a text without words an embedding of zeros', async () => {
  const matrix = await (
    await open(texts({ pretrained: 'sentences-en' }, [...english, '']))
  ).features(allocateMatrix);
  expect(Math.hypot(...rowOf(matrix, english.length, 0, 512))).toBe(0);
});

it('refuses a model that is not there with a sentence', async () => {
  await expect(open(texts({ pretrained: 'sentences-xx' }))).rejects.toThrow(
    'source.features.pretrained: there is no model "sentences-xx"; use "sentences-en", a folder such as "./models/mine", or "none".',
  );
  await expect(open(texts({ pretrained: './models/mine' }))).rejects.toThrow(
    './models/mine is not a folder with encoder.json, tokenizer.json and model.onnx',
  );
});
