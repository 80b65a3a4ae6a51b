import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../../src/engine/errors.ts';
import { fitPlainRegressor } from '../../../src/engine/forest/plainRegressor.ts';
import { rSquared } from '../../../src/engine/forest/rSquared.ts';
import type { Forest } from '../../../src/engine/forest/types.ts';
import { fromRowMajor } from '../../../src/engine/matrix.ts';
import { predictByDescent } from '../../../src/engine/forest/descent.ts';
import { createRng } from '../../../src/engine/rng.ts';
import { forestCases, makeCase, optionsOf, running, titleOf } from './cases.ts';
import { referenceTree } from './regressionReference.ts';

/** Targets in steps of 1/64, so that sums are exact in any order, with equal ones among them. */
function targetsOf(values: readonly (readonly number[])[]): Float64Array {
  const rng = createRng('targets');
  return Float64Array.from(values, (row) => Math.round(64 * (Math.sin(3 * row[0]!) + rng.uniform())) / 64);
}

/** A tree of the forest in the reference's form, children numbered from its root. */
function nodesOf(forest: Forest, tree: number) {
  const root = forest.roots[tree]!;
  return Array.from({ length: forest.roots[tree + 1]! - root }, (_, index) => {
    const node = root + index;
    const feature = forest.feature[node]!;
    const left = feature < 0 ? -1 : forest.left[node]! - root;
    return { feature, threshold: forest.threshold[node]!, left, mean: forest.value[node]! };
  });
}

const small = forestCases.filter(({ rows }) => rows <= 300);

describe('regression forest', () => {
  it.each(small.map((shape) => [titleOf(shape), shape] as const))(
    'grows the trees of a straightforward implementation, node by node: %s',
    (_, shape) => {
      const { values, columns } = makeCase(shape);
      const targets = targetsOf(values);
      const options = { ...optionsOf(shape, 5, 3), maxFeatures: Math.ceil(shape.features * 0.7) };
      const forest = fitPlainRegressor(columns, targets, options, running);
      for (let tree = 0; tree < options.trees; tree++) {
        const expected = referenceTree(values, targets, options, tree);
        expect(nodesOf(forest, tree)).toEqual(
          expected.map(({ feature, threshold, left, mean }) => ({
            feature,
            threshold,
            left,
            mean: Math.fround(mean),
          })),
        );
        expect(forest.depths[tree]).toBe(Math.max(...expected.map(({ depth }) => depth)));
      }
    },
  );

  it('reproduces distinct targets where a tree sees every row', () => {
    const { values, columns } = makeCase({ rows: 120, features: 3, classes: 2, spread: 'continuous' });
    const targets = Float64Array.from(values, (_, row) => row / 8);
    const options = { ...optionsOf({ rows: 120, features: 3, classes: 2, spread: 'continuous' }), trees: 1 };
    const forest = fitPlainRegressor(columns, targets, { ...options, rowShare: 20 }, running);
    const { data } = predictByDescent(forest, fromRowMajor(values.flat(), 120, 3));
    expect([...data]).toEqual([...targets]);
  });

  it('draws round(rowShare × rows) rows, at least one', () => {
    const columns = Float32Array.from({ length: 40 }, (_, row) => row);
    const targets = Float64Array.from(columns);
    const options = { ...optionsOf({ rows: 40, features: 1, classes: 2, spread: 'ties' }), trees: 200 };
    const one = fitPlainRegressor(columns, targets, { ...options, rowShare: 0.001 }, running);
    expect([...one.depths]).toEqual(new Array(200).fill(0));
    const two = fitPlainRegressor(columns, targets, { ...options, rowShare: 0.05 }, running);
    expect(new Set(two.depths)).toEqual(new Set([0, 1]));
  });

  it('gives a lone informative feature the importance', () => {
    const rows = 200;
    const rng = createRng('importance');
    const columns = Float32Array.from({ length: 3 * rows }, () => rng.uniform());
    const targets = Float64Array.from(columns.subarray(rows, 2 * rows), (value) => (value > 0.5 ? 1 : 0));
    const options = { ...optionsOf({ rows, features: 3, classes: 2, spread: 'ties' }), maxFeatures: 3 };
    const forest = fitPlainRegressor(columns, targets, options, running);
    expect([...forest.importances]).toEqual([0, 1, 0]);
    expect(forest.outOfBagScore).toBeGreaterThan(0.9);
  });

  it('has no importances and no splits where all targets or all features are equal', () => {
    const options = optionsOf({ rows: 6, features: 2, classes: 2, spread: 'ties' });
    const varied = Float32Array.from({ length: 12 }, (_, index) => index);
    const rising = Float64Array.from({ length: 6 }, (_, row) => row);
    for (const forest of [
      fitPlainRegressor(varied, new Float64Array(6).fill(3), options, running),
      fitPlainRegressor(new Float32Array(12).fill(3), rising, options, running),
    ]) {
      expect([...forest.feature]).toEqual(new Array(options.trees).fill(-1));
      expect([...forest.importances]).toEqual([0, 0]);
    }
  });

  it('predicts 0 for rows no tree left out, as scikit-learn 1.2 does', () => {
    const options = { ...optionsOf({ rows: 3, features: 1, classes: 2, spread: 'ties' }), trees: 1 };
    const columns = Float32Array.of(1, 2, 3);
    const targets = Float64Array.of(1, 2, 3);
    const forest = fitPlainRegressor(columns, targets, { ...options, rowShare: 30 }, running);
    expect(forest.outOfBagScore).toBe(rSquared(targets, new Float64Array(3)));
  });

  it('skips the out-of-bag score on request and changes no tree by it', () => {
    const shape = { rows: 50, features: 4, classes: 2, spread: 'ties' } as const;
    const { values, columns } = makeCase(shape);
    const targets = targetsOf(values);
    const scored = fitPlainRegressor(columns, targets, optionsOf(shape), running);
    const unscored = fitPlainRegressor(columns, targets, { ...optionsOf(shape), outOfBag: false }, running);
    expect(unscored).toEqual({ ...scored, outOfBagScore: Number.NaN });
  });

  it('stops when cancelled', () => {
    const options = optionsOf({ rows: 2, features: 1, classes: 2, spread: 'ties' });
    expect(() =>
      fitPlainRegressor(Float32Array.of(1, 2), Float64Array.of(1, 2), options, { aborted: true }),
    ).toThrow(CancelledError);
  });
});

describe('rSquared', () => {
  it.each([
    { targets: [1, 2, 3], predictions: [1, 2, 3], expected: 1 },
    { targets: [1, 2, 3], predictions: [2, 2, 2], expected: 0 },
    { targets: [1, 2, 3], predictions: [3, 2, 1], expected: -3 },
    { targets: [2, 2], predictions: [2, 2], expected: 1 },
    { targets: [2, 2], predictions: [2, 3], expected: 0 },
    { targets: [2], predictions: [2], expected: Number.NaN },
  ])('of $targets predicted as $predictions is $expected', ({ targets, predictions, expected }) => {
    expect(rSquared(Float64Array.from(targets), Float64Array.from(predictions))).toBe(expected);
  });
});
