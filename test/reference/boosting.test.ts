import { describe, expect, it } from 'vitest';
import { fitBoostedTrees, predictBoostedTrees } from '../../src/engine/boosting/boostedTrees.ts';
import type { BoostingLossName } from '../../src/engine/boosting/losses.ts';
import { createCancelSource, neverCancelled } from '../../src/engine/cancel.ts';
import { CancelledError } from '../../src/engine/errors.ts';
import { meanAndError } from '../../src/engine/math/meanAndError.ts';
import { fromRowMajor, gatherColumns, type FeatureMatrix } from '../../src/engine/matrix.ts';
import expected from './boosting.json' with { type: 'json' };

/** Row-major values as a matrix, and all its rows. */
function tableOf(values: readonly number[], rows: number): readonly [FeatureMatrix, Int32Array] {
  return [
    fromRowMajor(values, rows, values.length / rows),
    Int32Array.from({ length: rows }, (_, row) => row),
  ];
}

describe(`GradientBoostingRegressor of scikit-learn ${expected.scikitLearn}`, () => {
  it.each(expected.exact)(
    'predicts as we do: $name',
    ({ options, rows, values, targets, unseen, predictions, others }) => {
      const table = tableOf(values, rows);
      const boosting = { ...options, loss: options.loss as BoostingLossName, seed: 1 };
      const model = fitBoostedTrees(
        gatherColumns(...table),
        Float64Array.from(targets),
        boosting,
        neverCancelled,
      );
      const gaps = (predicted: Float64Array, wanted: readonly number[]): readonly number[] =>
        wanted.map(
          (prediction, index) => Math.abs(prediction - predicted[index]!) / Math.max(1, Math.abs(prediction)),
        );
      const all = [
        ...gaps(predictBoostedTrees(model, ...table), predictions),
        ...gaps(predictBoostedTrees(model, ...tableOf(unseen, 20)), others),
      ];
      expect(all.length).toBeGreaterThanOrEqual(rows);
      expect(Math.max(...all)).toBeLessThan(1e-5);
    },
  );

  it('errs as much as we do where the order of features decides', () => {
    const { rows, values, targets, unseen, truth, mean, deviation } = expected.alike;
    const table = tableOf(values, rows);
    const others = tableOf(unseen, truth.length);
    const errors = Array.from({ length: 40 }, (_, seed) => {
      const options = { loss: 'absolute', trees: 60, learningRate: 0.1, maxDepth: 3, seed } as const;
      const model = fitBoostedTrees(
        gatherColumns(...table),
        Float64Array.from(targets),
        options,
        neverCancelled,
      );
      const error = (predicted: Float64Array, wanted: readonly number[]): number =>
        meanAndError(wanted.map((target, index) => Math.abs(target - predicted[index]!))).mean;
      return [
        error(predictBoostedTrees(model, ...table), targets),
        error(predictBoostedTrees(model, ...others), truth),
      ] as const;
    });
    for (const part of [0, 1] as const) {
      const ours = meanAndError(errors.map((error) => error[part]));
      const noise = Math.hypot(ours.stderr!, deviation[part]! / Math.sqrt(40));
      expect(Math.abs(ours.mean - mean[part]!)).toBeLessThan(4 * noise);
    }
  });
});

describe('boosted trees', () => {
  const fit = (signal = neverCancelled) =>
    fitBoostedTrees(
      Float32Array.of(1, 1, 1),
      Float64Array.of(2, 3, 7),
      { loss: 'absolute', trees: 3, learningRate: 0.1, maxDepth: 3, seed: 1 },
      signal,
    );

  it('are the median where features say nothing', () => {
    expect([...predictBoostedTrees(fit(), ...tableOf([5], 1))]).toEqual([3]);
  });

  it('stop between trees when cancelled', () => {
    const source = createCancelSource();
    source.cancel();
    expect(() => fit(source.signal)).toThrow(CancelledError);
  });
});
