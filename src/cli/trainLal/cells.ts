import { neverCancelled } from '../../engine/cancel.ts';
import { cellCount, independentCell, joinRows, type IndependentPlan } from '../../engine/lal/independent.ts';
import type { LalRows } from '../../engine/lal/monteCarlo.ts';
import { createMachine } from '../../runtime/machine.ts';
import { Progress } from '../progress.ts';
import { runAll, startWorker, type Runner } from '../simulate/jobs.ts';

/** Cells a thread takes at a time: some tens of milliseconds of work. */
const cellsPerPart = 16;

/** Computes the rows of a part, which is some consecutive cells. */
export function createCellRunner(plan: IndependentPlan): Runner<LalRows> {
  const machine = createMachine({ threads: 1 });
  const run = async (part: number): Promise<LalRows> => {
    const end = Math.min((part + 1) * cellsPerPart, cellCount(plan));
    const cells: LalRows[] = [];
    for (let cell = part * cellsPerPart; cell < end; cell++) {
      cells.push(await independentCell(plan, cell, machine, neverCancelled));
    }
    return joinRows(cells);
  };
  return { run, close: () => machine.close() };
}

/** All rows of a plan, in the order of its cells: the same for any number of jobs. */
export async function collectRows(plan: IndependentPlan, jobs: number): Promise<LalRows> {
  const runners = Array.from({ length: jobs }, () =>
    jobs === 1 ? createCellRunner(plan) : startWorker<LalRows>('lalWorker.js', plan),
  );
  const rows = cellCount(plan) * plan.candidates;
  const progress = new Progress('rows', rows);
  try {
    const parts = Math.ceil(cellCount(plan) / cellsPerPart);
    const done = (part: number): void =>
      progress.update(Math.min(part * cellsPerPart * plan.candidates, rows));
    return joinRows(await runAll(runners, parts, done));
  } finally {
    progress.finish();
  }
}
