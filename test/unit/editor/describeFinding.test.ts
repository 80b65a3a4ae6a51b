import { expect, it } from 'vitest';
import { modelFacts } from '../../../src/engine/modelFacts.ts';
import { findingOf } from '../../../src/engine/strategies/findings.ts';
import { strategies } from '../../../src/engine/strategies/index.ts';
import { describeFinding } from '../../../src/host/describeFinding.ts';
import { translate } from './translate.ts';

it('says gain and cost, losses included', () => {
  const finding = { gain: -0.0494, datasets: 16, wins: 4, losses: 10, seconds: 0.00968 };
  expect(describeFinding(finding, translate)).toBe(
    'Measured: −4.9 points of accuracy against random over 16 datasets (better on 4, worse on 10), 9.7 ms a question.',
  );
  expect(describeFinding({ ...finding, gain: 0.02, seconds: 1.24 }, translate)).toMatch(/\+2\.0 .* 1\.2 s/u);
});

it('says when nothing was measured', () => {
  expect(describeFinding(undefined, translate)).toBe('Not measured with this model.');
});

it('findings are of strategies and models there are, and never of random alone', () => {
  expect(findingOf('random', 'forest')).toBeUndefined();
  const margin = findingOf('margin', 'forest')!;
  expect(margin.datasets).toBeGreaterThanOrEqual(10);
  const ids = strategies.map(({ id }) => id);
  for (const { id: model } of modelFacts) {
    for (const strategy of ids) {
      const finding = findingOf(strategy, model);
      if (finding) expect(finding.wins + finding.losses).toBeLessThanOrEqual(finding.datasets);
    }
  }
});
