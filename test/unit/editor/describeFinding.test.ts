import { expect, it } from 'vitest';
import { modelFacts } from '../../../src/engine/modelFacts.ts';
import { aheadOfMargin, findingOf, type Finding } from '../../../src/engine/strategies/findings.ts';
import { strategies } from '../../../src/engine/strategies/index.ts';
import {
  describeFinding,
  describeGain,
  describeMeasured,
  describeYardstick,
} from '../../../src/host/describeFinding.ts';
import { translate } from './translate.ts';

const finding: Finding = {
  datasets: 16,
  initial: 2,
  batch: 1,
  seconds: 0.00968,
  overRandom: { gain: -0.0494, wins: 4, losses: 10 },
  overMargin: { gain: -0.0745, wins: 1, losses: 13 },
};

it('says gain and cost, losses included', () => {
  expect(describeFinding(finding, translate)).toBe(
    'Measured: −4.9 points of accuracy against random over 16 datasets (better on 4, worse on 10), 9.7 ms a question.',
  );
  const better = { ...finding, overRandom: { gain: 0.02, wins: 9, losses: 0 }, seconds: 1.24 };
  expect(describeFinding(better, translate)).toMatch(/\+2\.0 .* 1\.2 s/u);
  const level = { ...finding, overRandom: { gain: -0.0004, wins: 5, losses: 3 } };
  expect(describeFinding(level, translate)).toMatch(/ ±0\.0 points /u);
});

it('says how was asked where it was not one at a time', () => {
  expect(describeFinding({ ...finding, initial: 50, batch: 10 }, translate)).toMatch(
    / a question\. Asked 10 at a time, from 50 labels on\.$/u,
  );
});

it('stands beside margin, and beside margin stands what measured ahead of it', () => {
  const { strategy } = aheadOfMargin('forest')!;
  expect(strategy).not.toBe('margin');
  expect(describeMeasured('margin', 'forest', translate)).toMatch(
    new RegExp(` question\\. ${strategy} measured ahead of it: \\+\\d+\\.\\d points\\.$`, 'u'),
  );
  expect(describeMeasured('coreset', 'forest', translate)).toMatch(
    / question\. Against margin: −\d+\.\d points\.$/u,
  );
});

it('only what was measured on as many datasets, and won more often than it lost, is ahead of margin', () => {
  const known = (over: Partial<Finding>) => ({ forest: { margin: finding, other: { ...finding, ...over } } });
  const won = { gain: 0.01, wins: 3, losses: 1 };
  expect(aheadOfMargin('forest', known({ overMargin: won }))?.strategy).toBe('other');
  expect(aheadOfMargin('forest', known({ overMargin: won, datasets: 7 }))).toBeUndefined();
  expect(aheadOfMargin('forest', known({ overMargin: won, initial: 50 }))).toBeUndefined();
  expect(aheadOfMargin('forest', known({ overMargin: { ...won, losses: 3 } }))).toBeUndefined();
  expect(aheadOfMargin('logistic', known({ overMargin: won }))).toBeUndefined();
});

it('says what random choice costs, which is what the others are measured against', () => {
  const yardstick = { ...finding, overRandom: { gain: 0, wins: 0, losses: 0 }, seconds: 0.000664 };
  expect(describeYardstick(yardstick, translate)).toBe(
    'Measured: what the others are compared with, over 16 datasets, 0.7 ms a question.',
  );
  expect(describeYardstick({ ...yardstick, batch: 10 }, translate)).toMatch(/Asked 10 at a time/u);
  expect(describeYardstick(undefined, translate)).toBe('Not measured with this model.');
});

it('says when nothing was measured', () => {
  expect(describeMeasured('lal-iterative', 'logistic', translate)).toBe('Not measured with this model.');
  expect(describeFinding(undefined, translate)).toBe('Not measured with this model.');
});

it('findings are of strategies and models there are', () => {
  const margin = findingOf('margin', 'forest')!;
  expect(margin.datasets).toBeGreaterThanOrEqual(10);
  const ids = strategies.map(({ id }) => id);
  for (const { id: model } of modelFacts) {
    for (const strategy of ids) {
      const found = findingOf(strategy, model);
      for (const { wins, losses } of found ? [found.overRandom, found.overMargin] : [])
        expect(wins + losses).toBeLessThanOrEqual(found!.datasets);
    }
  }
});

it('tells the gain alone where there is one', () => {
  expect(describeGain('margin', 'forest', translate)).toMatch(/^[+−]\d+\.\d points against random$/u);
  expect(describeGain('random', 'forest', translate)).toBe('');
  expect(describeGain('margin', 'no such model', translate)).toBe('');
});
