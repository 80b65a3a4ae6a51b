import { expect, test } from 'vitest';
import { findingsOf } from '../../../../src/cli/bench/strategies/findings.ts';
import type { Outcome } from '../../../../src/cli/bench/strategies/ledger.ts';
import { rankStrategies } from '../../../../src/cli/bench/strategies/ranking.ts';
import { sectionsOf } from '../../../../src/cli/bench/strategies/sections.ts';
import { range } from '../../engine/blobs.ts';
import { outcome, outcomesOf } from './outcomes.ts';

/** The outcomes under other names of strategies. */
const renamed = (outcomes: readonly Outcome[], names: Readonly<Record<string, string>>): readonly Outcome[] =>
  outcomes.map((each) => ({ ...each, strategy: names[each.strategy] ?? each.strategy }));

const outcomes = [
  ...outcomesOf('first', { random: 0, margin: 0.02, other: 0.03 }),
  ...outcomesOf('second', { random: 0, margin: 0.02, other: -0.01 }),
  ...outcomesOf('third', { random: 0, margin: 0 }),
];

test('compares paired repeats, on the datasets that all strategies have', () => {
  const { datasets, repeats, ranked } = rankStrategies(outcomes, 'forest', ['random', 'margin', 'other']);
  expect(datasets).toEqual(['first', 'second']);
  expect(repeats).toBe(8);
  expect(ranked.map(({ strategy, rank }) => [strategy, rank])).toEqual([
    ['margin', 1.5],
    ['other', 2],
    ['random', 2.5],
  ]);
  const other = ranked[1]!;
  expect(other.gain).toBeCloseTo(0.01, 12);
  expect(other.gainError).toBeCloseTo(0.02, 12);
  expect(other.versusRandom).toEqual({ wins: 1, ties: 0, losses: 1 });
  expect(other.versusMargin).toEqual({ wins: 1, ties: 0, losses: 1 });
});

test('calls it a tie where the repeats do not agree', () => {
  const noisy = range(0, 8).map((repeat) => outcome('first', 'other', repeat, repeat % 2));
  const { ranked } = rankStrategies([...outcomesOf('first', { random: 0, margin: 0 }), ...noisy], 'forest', [
    'random',
    'margin',
    'other',
  ]);
  expect(ranked.find(({ strategy }) => strategy === 'other')!.versusRandom.ties).toBe(1);
});

test('drops repeats that one strategy lacks', () => {
  const short = outcomes.filter(({ strategy, repeat }) => strategy !== 'other' || repeat < 3);
  expect(rankStrategies(short, 'forest', ['random', 'margin', 'other']).repeats).toBe(3);
});

test('leaves out a dataset of which too little is known, where more is known of others', () => {
  const fewOf = (dataset: string, repeats: number) =>
    outcomes.filter((each) => each.dataset !== dataset || each.repeat < repeats);
  const datasetsOf = (own: readonly Outcome[]) =>
    rankStrategies(own, 'forest', ['random', 'margin']).datasets;
  expect(datasetsOf(fewOf('second', 5))).toEqual(['first', 'third']);
  expect(datasetsOf(fewOf('second', 6))).toEqual(['first', 'second', 'third']);
  expect(datasetsOf(outcomes.filter(({ repeat }) => repeat < 2))).toEqual(['first', 'second', 'third']);
});

test('says nothing where nothing was measured', () => {
  expect(rankStrategies([], 'forest', ['random', 'margin']).ranked).toEqual([]);
});

test('its findings are what the first ranking says of a strategy', () => {
  const uncertain = renamed(outcomes, { other: 'uncertainty' });
  const { forest } = findingsOf(sectionsOf(uncertain));
  expect(Object.keys(forest!)).toEqual(['margin', 'random', 'uncertainty']);
  expect(forest!['random']).toMatchObject({
    datasets: 3,
    seconds: 0.5,
    overRandom: { gain: 0, wins: 0, losses: 0 },
  });
  expect(forest!['margin']).toMatchObject({
    datasets: 3,
    initial: 2,
    batch: 1,
    seconds: 0.5,
    overRandom: { wins: 2, losses: 0 },
    overMargin: { gain: 0, wins: 0, losses: 0 },
  });
  expect(forest!['uncertainty']).toMatchObject({
    datasets: 2,
    overRandom: { gain: 0.01, wins: 1, losses: 1 },
    overMargin: { gain: -0.01, wins: 1, losses: 1 },
  });
});

test('says nothing of so few repeats that no test could tell', () => {
  expect(findingsOf(sectionsOf(outcomes.filter(({ repeat }) => repeat < 5)))).toEqual({});
});
