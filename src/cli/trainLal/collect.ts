import { createCancelSource } from '../../engine/cancel.ts';
import { CancelledError, HumanError } from '../../engine/errors.ts';
import { collectRows } from '../../engine/lal/collect.ts';
import type { LalRows } from '../../engine/lal/monteCarlo.ts';
import { cellAt, cellCount, type CollectionPlan } from '../../engine/lal/plan.ts';
import type { CellTask } from '../../runtime/lal/cellTask.ts';
import { startCrew } from '../../runtime/lal/cellThreads.ts';
import { PartialFile, readPartial } from '../../runtime/lal/partialFile.ts';
import { readRows, writeRows } from '../../runtime/lal/rowsFile.ts';
import { createMachine } from '../../runtime/machine.ts';
import { fileError } from '../../runtime/files.ts';
import { say } from '../output.ts';
import { Progress } from '../progress.ts';

export interface CollectFlags {
  readonly jobs: number;
  /** Where the rows are kept. */
  readonly rows: string | undefined;
  /** Goes on with what earlier runs have computed. */
  readonly resume: boolean;
  readonly out: string;
}

/** The rows of a plan: read where `--resume` finds them, computed where not, and kept where `--rows` says. */
export async function collect(task: CellTask, flags: CollectFlags): Promise<LalRows> {
  const { rows: path, resume, out } = flags;
  if (resume && path !== undefined) {
    const found = await readRows(path, task.plan);
    if (found) {
      say(`Read ${found.reductions.length} rows from ${path}.`);
      return found;
    }
  }
  const partial = `${out}.partial`;
  const known = resume ? await readPartial(partial, task.plan) : new Map<number, LalRows>();
  if (known.size > 0) say(`Goes on from ${partial}.`);
  const rows = await compute(task, flags, openPartial(partial, task.plan, known), known);
  if (path !== undefined) await writeRows(path, rows, task.plan);
  return rows;
}

function openPartial(path: string, plan: CollectionPlan, known: ReadonlyMap<number, LalRows>): PartialFile {
  try {
    return new PartialFile(path, plan, known);
  } catch (error) {
    throw fileError(path, error);
  }
}

/** Ctrl-C ends it after the ranges at hand, and says how to go on. */
async function compute(
  task: CellTask,
  { jobs, out }: CollectFlags,
  partial: PartialFile,
  known: ReadonlyMap<number, LalRows>,
): Promise<LalRows> {
  const { plan } = task;
  const { signal, cancel } = createCancelSource();
  const machine = createMachine({ threads: jobs });
  const crew = startCrew(task, jobs, signal);
  const meter = new RowMeter(plan);
  process.once('SIGINT', cancel);
  try {
    const rows = await collectRows({
      plan,
      crew,
      machine,
      signal,
      known,
      onRange(range, ofRange, isKnown) {
        if (!isKnown) partial.add(range, ofRange);
        meter.add(range.first, range.end, isKnown);
      },
    });
    partial.remove();
    return rows;
  } catch (error) {
    partial.close();
    if (!(error instanceof CancelledError)) throw error;
    throw new HumanError(
      `Interrupted after ${meter.rows} rows, which ${out}.partial keeps: run the same command with --resume to go on.`,
    );
  } finally {
    process.off('SIGINT', cancel);
    meter.finish();
    crew.close();
    machine.close();
  }
}

/** Shows how many rows there are. Cells that regrow their labels cost more the more labels they have. */
class RowMeter {
  readonly #plan: CollectionPlan;
  readonly #progress: Progress;
  readonly #work: number;
  #cells = 0;
  #done = 0;

  constructor(plan: CollectionPlan) {
    this.#plan = plan;
    this.#progress = new Progress('rows', cellCount(plan) * plan.candidates);
    this.#work = this.#workOf(0, cellCount(plan));
  }

  get rows(): number {
    return this.#cells * this.#plan.candidates;
  }

  /** @param isKnown an earlier run computed them. */
  add(first: number, end: number, isKnown: boolean): void {
    const work = this.#workOf(first, end);
    this.#cells += end - first;
    this.#done += work;
    if (isKnown) this.#progress.keep((end - first) * this.#plan.candidates, work / this.#work);
    this.#progress.update(this.rows, this.#done / this.#work);
  }

  finish(): void {
    this.#progress.finish();
  }

  #workOf(first: number, end: number): number {
    const { mode, candidates } = this.#plan;
    let work = 0;
    for (let cell = first; cell < end; cell++)
      work += candidates + (mode === 'iterative' ? cellAt(this.#plan, cell).labeledCount : 0);
    return work;
  }
}
