import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkMetric, findMetric, metrics } from '../../src/engine/metrics/index.ts';
import type { Measured } from '../../src/engine/metrics/types.ts';

interface Case {
  readonly classes: number;
  readonly labels: readonly number[];
  readonly probabilities: readonly number[];
  readonly values: Readonly<Record<string, number>>;
}

/** Made by test/reference/metrics.py with scikit-learn. */
const cases = JSON.parse(readFileSync(join(__dirname, '../reference/metrics.json'), 'utf8')) as Case[];

const measured = ({ classes, labels, probabilities }: Omit<Case, 'values'>, positiveClass = 1): Measured => ({
  probabilities: { rows: labels.length, classes, data: Float32Array.from(probabilities) },
  labels: Int32Array.from(labels),
  positiveClass,
});

test('every metric of the contract is there, once', () => {
  expect(metrics.map(({ id }) => id)).toEqual([
    'accuracy',
    'macro-f1',
    'auc',
    'iou',
    'dice',
    'ams',
    'log-loss',
  ]);
  expect(metrics.filter(({ largerIsBetter }) => !largerIsBetter).map(({ id }) => id)).toEqual(['log-loss']);
});

describe.each(metrics)('$id', (metric) => {
  const fitting = cases.filter(({ classes }) => (metric.classes ?? classes) === classes);

  test.each(fitting)('agrees with the reference on $classes classes', (reference) => {
    expect(reference.values).toHaveProperty(metric.id);
    expect(metric.value(measured(reference))).toBeCloseTo(reference.values[metric.id]!, 6);
  });

  test('a sure and right model gets the best value', () => {
    const certain = { classes: 2, labels: [0, 1, 1, 0], probabilities: [1, 0, 0, 1, 0, 1, 1, 0] };
    const wrong = { ...certain, labels: [1, 0, 0, 1] };
    const best = metric.value(measured(certain));
    const worst = metric.value(measured(wrong));
    expect(metric.largerIsBetter ? best > worst : best < worst).toBe(true);
    if (metric.id === 'ams') expect(best).toBeCloseTo(Math.sqrt(2 * (12 * Math.log(1.2) - 2)), 12);
    else expect(best).toBeCloseTo(metric.id === 'log-loss' ? 0 : 1, 12);
  });

  test('no rows have no value', () => {
    expect(metric.value(measured({ classes: 2, labels: [], probabilities: [] }))).toBeNaN();
  });

  test('is found by its id', () => {
    expect(findMetric(metric.id)).toBe(metric);
  });
});

test('iou, dice and ams look at the positive class', () => {
  const lopsided = { classes: 2, labels: [0, 0, 0, 1], probabilities: [1, 0, 1, 0, 0, 1, 0, 1] };
  const values = (positive: number): number[] =>
    ['iou', 'dice', 'ams'].map((id) => findMetric(id).value(measured(lopsided, positive)));
  expect(values(1)[0]).toBeCloseTo(1 / 2, 12);
  expect(values(1)[1]).toBeCloseTo(2 / 3, 12);
  expect(values(0)[0]).toBeCloseTo(2 / 3, 12);
  expect(values(0)[1]).toBeCloseTo(4 / 5, 12);
  expect(values(1)[2]).toBeLessThan(values(0)[2]!);
});

test('log loss is clipped, and one class has no area', () => {
  const hopeless = { classes: 2, labels: [0], probabilities: [0, 1] };
  expect(findMetric('log-loss').value(measured(hopeless))).toBeCloseTo(-Math.log(1e-15), 9);
  expect(findMetric('auc').value(measured(hopeless))).toBeNaN();
});

test('unknown and unfitting metrics are refused by name', () => {
  expect(() => findMetric('luck', '--metric')).toThrow(/--metric .*"luck".*accuracy, macro-f1/u);
  expect(() => checkMetric(findMetric('ams'), 3)).toThrow(/ams is for 2 classes.*has 3/u);
  expect(() => checkMetric(findMetric('ams'), 2)).not.toThrow();
});
