import type { CellRange } from '../../engine/lal/collect.ts';
import { cellCount } from '../../engine/lal/plan.ts';
import type { LabeledSample } from '../../engine/lal/taskSource.ts';
import { trainOwn, warmStartPlan, type OwnStrategy } from '../../engine/lal/warmStart.ts';
import type { CancelSignal } from '../../engine/types.ts';
import { createMachine } from '../machine.ts';
import { startCrew } from './cellThreads.ts';

/**
 * Learns a strategy from labeled rows on several threads.
 * @param onProgress hears the share of the rows that are collected, 0 to 1.
 */
export async function learnOnThreads(
  sample: LabeledSample,
  seed: number,
  threads: number,
  signal: CancelSignal,
  onProgress: (fraction: number) => void,
): Promise<OwnStrategy> {
  const plan = warmStartPlan(sample, seed);
  const machine = createMachine({ threads });
  const crew = startCrew({ plan, sample }, threads, signal);
  let done = 0;
  const onRange = ({ first, end }: CellRange): void => onProgress((done += end - first) / cellCount(plan));
  try {
    return await trainOwn({ plan, crew, machine, signal, known: new Map(), onRange });
  } finally {
    crew.close();
    machine.close();
  }
}
