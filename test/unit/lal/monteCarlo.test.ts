import { afterAll, describe, expect, it } from 'vitest';
import { neverCancelled } from '../../../src/engine/cancel.ts';
import { plainForest } from '../../../src/engine/forest/plain.ts';
import { drawClouds } from '../../../src/engine/lal/gaussianClouds.ts';
import { lalFeatureCount } from '../../../src/engine/lal/features.ts';
import { computeCell, joinRows, type CellParts } from '../../../src/engine/lal/cells.ts';
import type { LalRows } from '../../../src/engine/lal/monteCarlo.ts';
import type { CollectionPlan } from '../../../src/engine/lal/plan.ts';
import { splitRows } from '../../../src/engine/lal/split.ts';
import { createRng } from '../../../src/engine/rng.ts';
import { createMachine, type OpenMachine } from '../../../src/runtime/machine.ts';
import anchors from './anchors.json' with { type: 'json' };

const machine: OpenMachine = createMachine({ threads: 1 });
afterAll(() => machine.close());

const datasets = 500;
const plan: CollectionPlan = {
  mode: 'independent',
  seed: 805,
  datasets,
  fewestLabels: 2,
  mostLabels: 49,
  candidates: 4,
  loss: 'error',
};

const partsOf = (over: Partial<CollectionPlan> = {}, own = machine): CellParts => ({
  plan: { ...plan, ...over },
  drawTask: drawClouds,
  regressors: [],
  machine: own,
  signal: neverCancelled,
});

const cellOf = (
  labeledCount: number,
  dataset: number,
  over: Partial<CollectionPlan> = {},
): Promise<LalRows> => computeCell(partsOf(over), (labeledCount - plan.fewestLabels) * datasets + dataset);

describe('two Gaussian clouds', () => {
  const { features, labels, testCount } = drawClouds(createRng(3));

  it('has ten test points for each point, in the same proportions', () => {
    expect([features.rows, features.columns, testCount]).toEqual([4400, 2, 4000]);
    const positives = (from: number, to: number) =>
      labels.slice(from, to).filter((label) => label === 1).length;
    expect(positives(0, 4000)).toBe(10 * positives(4000, 4400));
    expect(positives(4000, 4400)).toBeGreaterThanOrEqual(40);
  });

  it('has finite points that no two seeds share', () => {
    expect(features.data.every(Number.isFinite)).toBe(true);
    expect(drawClouds(createRng(4)).features.data).not.toEqual(features.data);
    expect(drawClouds(createRng(3)).features.data).toEqual(features.data);
  });
});

describe('splitting', () => {
  const labels = Int32Array.from({ length: 400 }, (_, row) => (row < 40 ? 1 : 0));

  it('starts with one row of each class and loses no row', () => {
    const { labeled, pool } = splitRows(createRng(1), labels, 1000, 7);
    expect([...labeled.slice(0, 2)].map((row) => labels[row - 1000])).toEqual([1, 0]);
    expect(labeled).toHaveLength(7);
    const rows = [...labeled, ...pool].sort((a, b) => a - b);
    expect(rows).toEqual(Array.from(labels.keys(), (row) => 1000 + row));
  });

  it('draws the further rows without regard to class', () => {
    let positives = 0;
    for (let seed = 0; seed < 300; seed++) {
      const { labeled } = splitRows(createRng(seed), labels, 0, 12);
      positives += labeled.slice(2).filter((row) => labels[row] === 1).length;
    }
    // 3,000 rows of which 39 in 398 are positive: 294 ± 16.
    expect(Math.abs(positives - 294)).toBeLessThan(4 * 16.3);
  });
});

describe('a cell', () => {
  it('gives the same rows with kernels and with the plain forest', async () => {
    const plain = { ...machine, forest: plainForest };
    for (const cell of [0, 5 * datasets + 3, 30 * datasets]) {
      for (const loss of ['error', 'auc'] as const) {
        const rows = await computeCell(partsOf({ loss }), cell);
        expect(rows).toEqual(await computeCell(partsOf({ loss }, plain), cell));
      }
    }
  });

  it('does not depend on what was computed before', async () => {
    const first = await cellOf(10, 1);
    await cellOf(11, 1);
    expect(await cellOf(10, 1)).toEqual(first);
    expect(await cellOf(10, 2)).not.toEqual(first);
  });

  it('knows an out-of-bag accuracy of 0 with one label of each class, and equal shares', async () => {
    const { features } = await cellOf(2, 0);
    expect([...features.slice(2, 4), features[7]]).toEqual([0.5, 0, 2]);
  });

  it('lets the deviation follow from the probability while leaves are pure', async () => {
    const { features } = await cellOf(20, 0);
    for (let row = 0; row < plan.candidates; row++) {
      const [probability = NaN, deviation = NaN] = features.slice(row * lalFeatureCount);
      expect(deviation).toBeCloseTo(Math.sqrt(probability * (1 - probability)), 6);
    }
  });

  it('can measure by AUC', async () => {
    const { reductions } = await cellOf(10, 0, { loss: 'auc' });
    expect(reductions.every((value) => Math.abs(value) <= 1)).toBe(true);
    expect(reductions).not.toEqual((await cellOf(10, 0)).reductions);
  });
});

/**
 * Means and deviations over 500 cells of an independent implementation in C with scikit-learn's semantics, and as many
 * of ours. Rows of a cell are alike, so a mean is as uncertain as that of as many single rows as there are cells.
 */
describe.each(anchors)('with $labels labels, over datasets', (anchor) => {
  it('agrees with the independent implementation', async () => {
    const cells: LalRows[] = [];
    for (let dataset = 0; dataset < datasets; dataset++) cells.push(await cellOf(anchor.labels, dataset));
    const { features, reductions } = joinRows(cells);
    const rows = reductions.length;
    const bound = (4 * Math.SQRT2) / Math.sqrt(datasets);
    const meanOf = (value: (row: number) => number): number => {
      let sum = 0;
      for (let row = 0; row < rows; row++) sum += value(row);
      return sum / rows;
    };
    const reduction = meanOf((row) => reductions[row]!);
    expect(Math.abs(reduction - anchor.reduction.mean)).toBeLessThan(bound * anchor.reduction.deviation);
    for (const [column, { mean, deviation }] of anchor.features.entries()) {
      const found = meanOf((row) => features[row * lalFeatureCount + column]!);
      expect(Math.abs(found - mean), `feature ${column + 1}`).toBeLessThanOrEqual(bound * deviation + 1e-6);
    }
  });
});
