import { expect, test } from 'vitest';
import type { Outcome } from '../../../../src/cli/bench/strategies/ledger.ts';
import { benchmarkPage } from '../../../../src/cli/bench/strategies/page.ts';
import { sectionsOf } from '../../../../src/cli/bench/strategies/sections.ts';
import { outcomesOf } from './outcomes.ts';

const outcomes = [
  ...outcomesOf('first', { random: 0, margin: 0.02, quire: 0.03 }),
  ...outcomesOf('second', { random: 0, margin: 0.02 }),
];
const summaryOf = (all: readonly Outcome[]) =>
  sectionsOf(all).map(({ heading, ranking }) => [heading, ranking.datasets.length, ranking.ranked.length]);

test('strategies measured in fewer simulations have one of their own, with all the others', () => {
  expect(summaryOf(outcomes)).toEqual([
    ['With `forest`', 2, 2],
    ['With `forest`, two classes', 1, 3],
  ]);
});

test('each way of asking has its own, and is never mixed with another', () => {
  const batches = outcomes.map((each) => ({ ...each, batch: 10, initial: 50 }));
  expect(summaryOf([...batches, ...outcomes]).slice(2)).toEqual([
    ['With `forest`, 50 to 100 labels, 10 at a time', 2, 2],
    ['With `forest`, 50 to 100 labels, 10 at a time, two classes', 1, 3],
  ]);
});

test('the page says what could have been measured and was not', () => {
  const page = benchmarkPage(outcomes, sectionsOf(outcomes));
  const [sentence] = /Possible and not measured: .*/u.exec(page)!;
  expect(sentence).toMatch(/`committee`[^;]* with `forest`; everything with `logistic`;/u);
  expect(sentence.split(';')[0]).not.toMatch(/`quire`|`margin`|`kapoor`/u);
});

test('what is for fewer classes than the datasets have is not called possible', () => {
  const pageOf = (classes: number): string => {
    const measured = outcomes
      .filter(({ strategy }) => strategy !== 'quire')
      .map((each) => ({ ...each, classes }));
    return benchmarkPage(measured, sectionsOf(measured));
  };
  expect(pageOf(2)).toMatch(/`quire`[^;]* with `forest`/u);
  expect(pageOf(3)).not.toMatch(/`quire`[^;]* with `forest`/u);
});

test('what has no simulation in common with random has none', () => {
  expect(summaryOf(outcomes.filter(({ strategy }) => strategy !== 'random'))).toEqual([]);
});
