import { crewOfOne, type CellCrew } from '../../engine/lal/collect.ts';
import type { CollectionPlan } from '../../engine/lal/plan.ts';
import { drawTaskFrom, type LabeledSample } from '../../engine/lal/taskSource.ts';
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

/** This thread alone, with a machine of its own. */
export function createCrewOfOne({ plan, sample }: CellTask, signal: CancelSignal): OpenCrew {
  const machine = createMachine({ threads: 1 });
  const crew = crewOfOne({ plan, drawTask: drawTaskFrom(plan, sample), machine, signal });
  return { ...crew, close: () => machine.close() };
}
