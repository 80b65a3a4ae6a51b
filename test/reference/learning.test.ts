import { expect, it } from 'vitest';
import { fromRowMajor } from '../../src/engine/matrix.ts';
import { albe } from '../../src/engine/strategies/albe.ts';
import type { AlbeState } from '../../src/engine/strategies/albe/state.ts';
import { createBandit, expertShares, rewardExperts } from '../../src/engine/strategies/albe/bandit.ts';
import { quire } from '../../src/engine/strategies/quire.ts';
import { roundOver } from '../unit/strategies/round.ts';
import expected from './learning.json' with { type: 'json' };

const features = fromRowMajor(expected.values.flat(), expected.values.length, 3);
const labels = expected.signs.map((sign) => (sign > 0 ? 1 : 0));

it.each(expected.quire)(
  'QUIRE has the estimates of one inverse per candidate, gamma $gamma and lambda $lambda',
  async ({ gamma, lambda, estimates }) => {
    const round = roundOver(features, { labeled: expected.labeled, labels, options: { gamma, lambda } });
    const scores = await quire.start().score(round);
    expect(scores).toHaveLength(estimates.length);
    for (const [place, estimate] of estimates.entries())
      expect(Math.abs(-scores[place]! / estimate - 1)).toBeLessThan(1e-6);
  },
);

it('Exp4.P follows and rewards its experts as libact does', () => {
  let bandit = createBandit(3, expected.horizon);
  for (const { advice, reward, chance, shares, after } of expected.exp4p) {
    const own = expertShares(bandit);
    for (const [expert, share] of shares.entries()) expect(own[expert]).toBeCloseTo(share, 12);
    expect(own.reduce((sum, share, expert) => sum + share * advice[expert]!, 0)).toBeCloseTo(chance, 12);
    bandit = rewardExperts(bandit, { advice, shares: own, chance }, reward);
    for (const [expert, share] of after.entries())
      expect(expertShares(bandit)[expert]).toBeCloseTo(share, 12);
  }
});

it('ALBE rewards its experts by the importance-weighted accuracy on what was asked', async () => {
  const { horizon, truth, steps } = expected.albl;
  const labeled = [...expected.labeled];
  let state: AlbeState = { bandit: createBandit(3, horizon), asked: [], pending: [] };
  for (const { row, advice, shares, chance, predicted, after } of steps) {
    labeled.push(row);
    const round = roundOver(features, {
      labeled,
      labels: labeled.map((known) => truth[known]!),
      options: { horizon },
      probabilities: {
        rows: truth.length,
        classes: 2,
        data: Float32Array.from(predicted.flatMap((label) => [0.9 - 0.8 * label, 0.1 + 0.8 * label])),
      },
    });
    const scorer = albe.start({ ...state, pending: [{ row, advice, shares, chance }] });
    await scorer.choose!(round, 0);
    state = scorer.save!() as AlbeState;
    for (const [expert, share] of after.entries())
      expect(expertShares(state.bandit)[expert]).toBeCloseTo(share, 10);
  }
  expect(state.asked.map(({ row }) => row)).toEqual(steps.map(({ row }) => row));
});
