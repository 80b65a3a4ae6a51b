import { checkCancelled } from '../cancel.ts';
import type { Forest } from '../forest/types.ts';
import { createRng } from '../rng.ts';
import type { CancelSignal, Machine } from '../types.ts';
import { computeCell, joinRows, type CellParts } from './cells.ts';
import { lalFeatureCount } from './features.ts';
import type { LalRows } from './monteCarlo.ts';
import { cellCount, type CollectionPlan } from './plan.ts';
import { stepRegressor, trainRegressor } from './trainRegressor.ts';

/** Consecutive cells, `first` to before `end`. */
export interface CellRange {
  readonly first: number;
  readonly end: number;
}

/** Computes cells, one range at a time: this thread or another one. */
export interface CellRunner {
  run(range: CellRange): Promise<LalRows>;
}

/** Who computes cells. */
export interface CellCrew {
  readonly runners: readonly CellRunner[];
  /** Tells all of them the regressor for the next number of labels, beginning with 2. */
  learn(regressor: Forest): void;
}

/** The calling thread alone. */
export function crewOfOne(parts: Omit<CellParts, 'regressors'>): CellCrew {
  const regressors: Forest[] = [];
  const run = async ({ first, end }: CellRange): Promise<LalRows> => {
    const cells: LalRows[] = [];
    for (let cell = first; cell < end; cell++) {
      checkCancelled(parts.signal);
      cells.push(await computeCell({ ...parts, regressors }, cell));
    }
    return joinRows(cells);
  };
  return { runners: [{ run }], learn: (regressor) => void regressors.push(regressor) };
}

export interface Collection {
  readonly plan: CollectionPlan;
  readonly crew: CellCrew;
  /** Grows the regressors between the numbers of labels. */
  readonly machine: Machine;
  readonly signal: CancelSignal;
  /** Rows that an earlier run computed, by the first cell of their range. */
  readonly known: ReadonlyMap<number, LalRows>;
  /** Hears of every range that is done, the known ones too. */
  readonly onRange: (range: CellRange, rows: LalRows, known: boolean) => void;
}

/** Cells of a range: some milliseconds of work. */
const cellsPerRange = 16;

/** All rows of a plan, in the order of its cells: the same for any number of runners. */
export async function collectRows(collection: Collection): Promise<LalRows> {
  const { plan, crew, machine, signal } = collection;
  const stages = stagesOf(plan);
  const rows: LalRows[] = [];
  for (const [index, stage] of stages.entries()) {
    const ofStage = joinRows(await runStage(collection, stage));
    rows.push(ofStage);
    if (index === stages.length - 1) break;
    const seed = createRng(plan.seed).fork('lal step', index).uint32();
    const options = { ...stepRegressor, seed, outOfBag: false };
    const regressor = await trainRegressor(ofStage, options, machine, signal, lalFeatureCount - 1);
    crew.learn(regressor);
  }
  return joinRows(rows);
}

/** Cells that can be computed at the same time: all, or those with as many labels where each builds on the fewer. */
function stagesOf(plan: CollectionPlan): readonly CellRange[] {
  const count = cellCount(plan);
  const size = plan.mode === 'iterative' ? plan.datasets : count;
  return cut({ first: 0, end: count }, size);
}

const cut = ({ first, end }: CellRange, size: number): readonly CellRange[] =>
  Array.from({ length: Math.ceil((end - first) / size) }, (_, index) => ({
    first: first + index * size,
    end: Math.min(first + (index + 1) * size, end),
  }));

/** Every runner takes the next range when it is free. */
async function runStage(
  { crew, signal, known, onRange }: Collection,
  stage: CellRange,
): Promise<readonly LalRows[]> {
  const ranges = cut(stage, cellsPerRange);
  const results: LalRows[] = [];
  let next = 0;
  const work = async (runner: CellRunner): Promise<void> => {
    while (next < ranges.length) {
      checkCancelled(signal);
      const place = next++;
      const range = ranges[place]!;
      const found = known.get(range.first);
      results[place] = found ?? (await runner.run(range));
      onRange(range, results[place], found !== undefined);
    }
  };
  await Promise.all(crew.runners.map(work));
  return results;
}
