import { afterAll, describe, expect, it } from 'vitest';
import { createCancelSource, neverCancelled } from '../../../src/engine/cancel.ts';
import { CancelledError } from '../../../src/engine/errors.ts';
import { plainForest } from '../../../src/engine/forest/plain.ts';
import type { Forest } from '../../../src/engine/forest/types.ts';
import { computeCell } from '../../../src/engine/lal/cells.ts';
import { collectRows, type CellCrew } from '../../../src/engine/lal/collect.ts';
import { lalFeatureCount } from '../../../src/engine/lal/features.ts';
import { drawClouds } from '../../../src/engine/lal/gaussianClouds.ts';
import { judgeByCell } from '../../../src/engine/lal/judge.ts';
import type { LalRows } from '../../../src/engine/lal/monteCarlo.ts';
import { cellCount, type CollectionPlan } from '../../../src/engine/lal/plan.ts';
import { lalModelOf } from '../../../src/engine/lal/models.ts';
import { regrow } from '../../../src/engine/lal/regrow.ts';
import { splitRows } from '../../../src/engine/lal/split.ts';
import type { LalTask } from '../../../src/engine/lal/task.ts';
import { forest } from '../../../src/engine/models/forest.ts';
import { createRng, type Rng } from '../../../src/engine/rng.ts';
import { createCrewOfOne } from '../../../src/runtime/lal/cellTask.ts';
import { createMachine } from '../../../src/runtime/machine.ts';
import { plainMachine } from '../engine/blobs.ts';

const machine = createMachine({ threads: 1 });
afterAll(() => machine.close());

const plan: CollectionPlan = {
  mode: 'iterative',
  seed: 3,
  datasets: 20,
  fewestLabels: 2,
  mostLabels: 6,
  candidates: 5,
  loss: 'error',
};

async function collect(crew: CellCrew, over = {}): Promise<LalRows> {
  const base = { plan, crew, machine, signal: neverCancelled, known: new Map<number, LalRows>() };
  return collectRows({ ...base, onRange: () => undefined, ...over });
}

/** A regressor of one split that asks where the first class has most votes, or where it has few. */
const extreme = (most: boolean): Forest => ({
  trees: 1,
  outputs: 1,
  columns: 7,
  pureLeaves: false,
  outOfBagScore: NaN,
  roots: Int32Array.of(0, 3),
  feature: Int32Array.of(0, -1, -1),
  threshold: Float32Array.of(0.5, 0, 0),
  left: Int32Array.of(1, -1, -1),
  value: Float32Array.of(0, most ? 0 : 1, most ? 1 : 0),
  depths: Int32Array.of(1),
  importances: new Float64Array(7),
});

describe('an iterative collection', () => {
  it('begins with the rows of two labels, and teaches a regressor after every number of labels', async () => {
    const crew = createCrewOfOne({ plan }, neverCancelled);
    const learned: Forest[] = [];
    const rows = await collect({
      runners: crew.runners,
      learn(regressor) {
        learned.push(regressor);
        crew.learn(regressor);
      },
    });
    crew.close();
    expect(rows.reductions).toHaveLength(cellCount(plan) * plan.candidates);
    expect(learned.map(({ columns }) => columns)).toEqual([7, 7, 7, 7]);
    for (let cell = 0; cell < cellCount(plan); cell++)
      expect(rows.features[cell * plan.candidates * lalFeatureCount + 7]).toBe(2 + Math.floor(cell / 20));
  });

  it('goes on from known ranges to the same rows, and hears of them', async () => {
    const known = new Map<number, LalRows>();
    const crew = createCrewOfOne({ plan }, neverCancelled);
    const whole = await collect(crew, {
      onRange: ({ first }: { first: number }, rows: LalRows) => known.set(first, rows),
    });
    crew.close();
    known.delete(56);
    const again = createCrewOfOne({ plan }, neverCancelled);
    const computed: number[] = [];
    const onRange = ({ first }: { first: number }, _: LalRows, isKnown: boolean) =>
      void (isKnown || computed.push(first));
    expect(await collect(again, { known, onRange })).toEqual(whole);
    expect(computed).toEqual([56]);
    again.close();
  });

  it('stops when it is cancelled', async () => {
    const source = createCancelSource();
    const crew = createCrewOfOne({ plan }, source.signal);
    const cancelled = collect(crew, { signal: source.signal, onRange: () => source.cancel() });
    await expect(cancelled).rejects.toThrow(CancelledError);
    crew.close();
  });
});

describe('a cell that regrows its labels', () => {
  const cell = 4 * plan.datasets;
  const parts = {
    plan,
    drawTask: drawClouds,
    signal: neverCancelled,
    regressors: Array.from({ length: 4 }, () => extreme(true)),
  };

  it('has as many labels as another, and the same rows without kernels', async () => {
    const rows = await computeCell({ ...parts, machine }, cell);
    expect(rows.features[7]).toBe(6);
    expect(await computeCell({ ...parts, machine: { ...machine, forest: plainForest } }, cell)).toEqual(rows);
  });

  it('labels, step by step, the first of the pool that its regressor likes best', async () => {
    const task = drawClouds(createRng(9));
    const start = splitRows(createRng(9), task.labels.subarray(task.testCount), task.testCount, 2);
    const rng = createRng(10);
    const regressors = [extreme(true), extreme(false), extreme(true), extreme(true)];
    const model = lalModelOf('forest');
    const grown = await regrow({ task, start, regressors, rng, model, machine, signal: neverCancelled });
    for (const [step, regressor] of regressors.entries()) {
      const rows = grown.labeled.slice(0, 2 + step);
      const pool = start.pool.filter((row) => !rows.includes(row));
      expect(grown.labeled[2 + step]).toBe(
        await likedBest(task, rows, pool, regressor, rng.fork('step', step)),
      );
    }
    expect([...grown.labeled, ...grown.pool].sort()).toEqual([...start.labeled, ...start.pool].sort());
  });
});

/** Without shortcuts: the model on the whole task, every candidate by itself. */
async function likedBest(task: LalTask, rows: Int32Array, pool: Int32Array, regressor: Forest, rng: Rng) {
  const training = {
    features: task.features,
    rows,
    classCount: 2,
    labels: rows.map((row) => task.labels[row]!),
  };
  const context = { rng, signal: neverCancelled, options: {}, machine: plainMachine() };
  const { mean } = await (await forest.fit(training, context)).view('forest')!.meanAndDeviation(0);
  const liking = (row: number): number => regressor.value[mean[row]! <= 0.5 ? 1 : 2]!;
  const best = Math.max(...Array.from(pool, liking));
  return pool.find((row) => liking(row) === best);
}

describe('judging by cell', () => {
  const options = { trees: 20, maxDepth: 40, maxFeatures: 6, rowShare: 0.3, seed: 1, outOfBag: true };
  const rng = createRng(2);
  const candidates = 5;
  /** Cells in which the reduction is the first feature, or noise that rows of a cell share. */
  const cells = (count: number, learnable: boolean): LalRows => {
    const features = Float32Array.from({ length: count * candidates * lalFeatureCount }, () => rng.uniform());
    const noise = Array.from({ length: count }, () => rng.uniform());
    const reductions = Float64Array.from({ length: count * candidates }, (_, row) =>
      learnable ? features[row * lalFeatureCount]! : noise[Math.floor(row / candidates)]!,
    );
    for (let row = 0; row < count * candidates; row++)
      if (!learnable) features[row * lalFeatureCount + 5] = noise[Math.floor(row / candidates)]! ** 0.1 * row;
    return { features, reductions };
  };

  it('finds what can be learned, and that its picks gain by it', async () => {
    const judged = await judgeByCell(cells(300, true), candidates, options, machine, neverCancelled);
    expect(judged.cells).toBe(60);
    expect(judged.rSquared).toBeGreaterThan(0.95);
    const { random, uncertainty, lal, best } = judged.reductions;
    expect(lal).toBeGreaterThan(best - 0.02);
    expect(judged.versusRandom.difference).toBeCloseTo(lal - random, 10);
    expect(judged.versusUncertainty.difference).toBeCloseTo(lal - uncertainty, 10);
    expect(judged.versusRandom.difference).toBeGreaterThan(10 * judged.versusRandom.stderr);
  });

  it('is not taken in by rows that share their cell', async () => {
    const judged = await judgeByCell(cells(300, false), candidates, options, machine, neverCancelled);
    expect(judged.rSquared).toBeLessThan(0.1);
  });
});
