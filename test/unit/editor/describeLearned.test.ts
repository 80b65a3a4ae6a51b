import { expect, it } from 'vitest';
import { describeLearned } from '../../../src/host/describeLearned.ts';
import { translate } from './translate.ts';

const learned = {
  labels: 120,
  seconds: 7.6,
  reductions: { random: 0.004, uncertainty: 0.006, lal: 0.0053 },
  versusRandom: { difference: 0.0013, stderr: 0.0004 },
  versusUncertainty: { difference: -0.00076, stderr: 0.0003 },
};

it('says what a learned strategy is expected to gain, losses included', () => {
  expect(describeLearned(learned, translate)).toBe(
    'Learned from 120 labels in 8 s. On trials held out, the label it asks for lowers the error by 0.53 percentage points: +0.13 ± 0.04 against random choice, −0.08 ± 0.03 against uncertainty.',
  );
});

it('says when its label raises the error', () => {
  const worse = { ...learned, reductions: { ...learned.reductions, lal: -0.002 } };
  expect(describeLearned(worse, translate)).toContain('lowers the error by −0.20 percentage points');
});
