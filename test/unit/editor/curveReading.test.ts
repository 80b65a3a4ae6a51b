import { expect, it } from 'vitest';
import type { CurvePoint } from '../../../src/engine/curve.ts';
import { curveReading } from '../../../src/host/curveReading.ts';
import { translate } from './translate.ts';

const point = (labels: number, value: number, tested: number): CurvePoint => ({
  labels,
  value,
  tested,
  metric: 'accuracy',
  key: '',
  ...(tested > 0
    ? { low: value - 0.05, high: value + 0.04, estimate: 'held-out' }
    : { low: null, high: null, estimate: 'out-of-bag' }),
});

const reading = (curve: readonly CurvePoint[], tested = 3, testShare = 0.1): string =>
  curveReading({ curve, tested, testShare }, translate);

it('says when points appear where there are none', () => {
  expect(reading([])).toContain('from about ten labels in two classes on');
});

it('warns of a rough curve, and says how many measuring answers are missing', () => {
  const rough = reading([point(10, 0.4, 0), point(20, 0.3, 0)]);
  expect(rough).toContain('may fall while the model gets better');
  expect(rough).toContain('begins at 20 measuring questions; answered so far: 3');
});

it('promises no honest score where nothing is set aside', () => {
  const rough = reading([point(10, 0.4, 0)], 0, 0);
  expect(rough).toContain('testShare is 0');
  expect(rough).not.toContain('begins at');
});

it('compares the newest honest point with the first one, and with no rough one', () => {
  const curve = [point(10, 0.4, 0), point(20, 0.55, 25), point(90, 0.81, 25)];
  expect(reading(curve)).toBe(
    'Trained on 90 labels, the model scores 0.81 (0.76–0.85) on 25 samples drawn at random that it never learned from. On 20 labels it scored 0.55 (0.50–0.59).',
  );
  expect(reading(curve.slice(0, 2))).not.toContain('it scored');
});
