import { expect, it } from 'vitest';
import { publishedSizes } from '../../../src/engine/lal/gaussianClouds.ts';
import { publishedPlan, type CollectionPlan } from '../../../src/engine/lal/plan.ts';
import { isTextOf } from '../../../src/engine/lal/samePlan.ts';

const plan: CollectionPlan = { mode: 'iterative', seed: 1, ...publishedPlan, clouds: publishedSizes };

it('knows a plan again whatever the order of its entries', () => {
  const { dimensions, ...sizes } = publishedSizes;
  const turned = { clouds: { dimensions, ...sizes }, ...publishedPlan, seed: 1, mode: 'iterative' };
  expect(JSON.stringify(turned)).not.toBe(JSON.stringify(plan));
  expect(isTextOf(plan, JSON.stringify(turned))).toBe(true);
});

it.each([
  ['another seed', { ...plan, seed: 2 }],
  ['other clouds', { ...plan, clouds: { ...publishedSizes, mostDimensions: 9 } }],
  ['no clouds', { ...plan, clouds: undefined }],
])('tells %s from it', (_, other) => {
  expect(isTextOf(plan, JSON.stringify(other))).toBe(false);
});

it('takes nothing else for a plan', () => {
  for (const text of ['', 'undefined', 'null', '[]', '{']) expect(isTextOf(plan, text)).toBe(false);
});
