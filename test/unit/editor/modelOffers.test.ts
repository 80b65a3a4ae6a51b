import { expect, it } from 'vitest';
import { findStrategy } from '../../../src/engine/strategies/index.ts';
import { modelOffers } from '../../../src/host/modelOffers.ts';
import { holdsPictures, type Source } from '../../../src/protocol/manifest.ts';
import { translate } from './translate.ts';

/** The models that cannot be chosen, with the reason. */
const refused = (strategy: string, hasPictures: boolean | null): Readonly<Record<string, string>> =>
  Object.fromEntries(
    modelOffers(findStrategy(strategy), hasPictures, translate).flatMap(({ id, refusal }) =>
      refusal === null ? [] : [[id, refusal]],
    ),
  );

const pictures: Source = { kind: 'images', files: ['*.png'] };

it.each<[string, Source, boolean]>([
  ['images', pictures, true],
  ['images through an embedding model', { ...pictures, features: { onnx: 'clip.onnx' } }, false],
  ['a table', { kind: 'table', files: ['table.csv'] }, false],
])('knows whether a dataset holds pictures: %s', (_name, source, expected) => {
  expect(holdsPictures({ source })).toBe(expected);
});

it('offers a model of pictures only where there are any, with the reason', () => {
  expect(refused('margin', true)).toEqual({});
  expect(refused('margin', false)).toEqual({
    cnn: expect.stringMatching(
      /^The model cnn is for datasets of images .*: choose mlp or forest\.$/u,
    ) as string,
  });
});

it('refuses nothing for want of pictures while the dataset cannot be read', () => {
  expect(refused('margin', null)).toEqual({});
});

it('offers what suits the strategy, on pictures too', () => {
  expect(Object.keys(refused('badge', true))).not.toContain('cnn');
  expect(Object.keys(refused('kapoor', true))).toContain('cnn');
  expect(Object.keys(refused('badge', false))).toContain('cnn');
});

it('describes each model, each otherwise', () => {
  const offers = modelOffers(findStrategy('margin'), true, translate);
  expect(new Set(offers.map(({ description }) => description)).size).toBe(offers.length);
  expect(offers.every(({ description }) => description.length > 20)).toBe(true);
});
