import { expect, test } from 'vitest';
import { modelFacts } from '../../src/engine/modelFacts.ts';
import { findModel, models } from '../../src/engine/models/index.ts';
import { findStrategy, strategies } from '../../src/engine/strategies/index.ts';
import { pictureRefusal, suitability } from '../../src/engine/suitability.ts';
import type { ModelKind, Strategy } from '../../src/engine/types.ts';

test('ids and titles are unique, and the default comes first', () => {
  expect(new Set(strategies.map(({ id }) => id)).size).toBe(strategies.length);
  expect(new Set(strategies.map(({ title }) => title)).size).toBe(strategies.length);
  expect(strategies[0].id).toBe('margin');
});

test('an unknown id is refused with the known ones', () => {
  expect(() => findStrategy('best')).toThrow(/"best".*margin, uncertainty, least-confident, random/u);
});

test('an unsuitable pair is refused with the models that suit', () => {
  const needy: Strategy = { ...findStrategy('margin'), id: 'needy', needs: ['forest'] };
  const bare = { id: 'bare', title: 'Bare', gives: [], options: {} };
  expect(suitability(needy, bare)).toMatch(/needy cannot run with the model bare: choose the model forest/u);
  expect(suitability(needy, modelFacts[0]!)).toBeNull();
});

test('a model of pictures is refused where there are none', () => {
  const refused = modelFacts.filter((facts) => pictureRefusal(facts, false) !== null);
  expect(refused.map(({ id }) => id)).toEqual(['cnn']);
  expect(pictureRefusal(refused[0]!, false)).toMatch(/cnn is for datasets of images.*choose mlp or forest/u);
  expect(modelFacts.every((facts) => pictureRefusal(facts, true) === null)).toBe(true);
});

test('the models a host knows are the models there are', () => {
  const facts = models.map(({ id, title, gives, outOfBag, needsPictures, options }: ModelKind) => ({
    id,
    title,
    gives,
    options,
    ...(outOfBag !== undefined && { outOfBag }),
    ...(needsPictures !== undefined && { needsPictures }),
  }));
  expect(modelFacts).toEqual(facts);
  expect(findModel('forest')).toBe(models[0]);
});
