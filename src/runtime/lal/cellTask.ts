import { computeCell, joinRows } from '../../engine/lal/cells.ts';
import type { CellCrew, CellRange } from '../../engine/lal/collect.ts';
import type { LalRows } from '../../engine/lal/monteCarlo.ts';
import type { CollectionPlan } from '../../engine/lal/plan.ts';
import { drawTaskFrom, type LabeledSample } from '../../engine/lal/taskSource.ts';
import type { Forest } from '../../engine/forest/types.ts';
import type { CancelSignal } from '../../engine/types.ts';
import { createMachine } from '../machine.ts';

/** Everything a thread needs to compute cells: plain data. */
export interface CellTask {
  readonly plan: CollectionPlan;
  /** Rows that somebody labeled, where the plan names no clouds. */
  readonly sample?: LabeledSample;
}

/** A crew that also gives its threads and memory back. */
export interface OpenCrew extends CellCrew {
  close(): void;
}

/** This thread alone. */
export function createCrewOfOne({ plan, sample }: CellTask, signal: CancelSignal): OpenCrew {
  const machine = createMachine({ threads: 1 });
  const regressors: Forest[] = [];
  const parts = { plan, drawTask: drawTaskFrom(plan, sample), regressors, machine, signal };
  const run = async ({ first, end }: CellRange): Promise<LalRows> => {
    const cells: LalRows[] = [];
    for (let cell = first; cell < end; cell++) cells.push(await computeCell(parts, cell));
    return joinRows(cells);
  };
  return {
    runners: [{ run }],
    learn: (regressor) => void regressors.push(regressor),
    close: () => machine.close(),
  };
}
