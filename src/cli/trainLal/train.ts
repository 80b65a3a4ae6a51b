import { neverCancelled } from '../../engine/cancel.ts';
import { judgeByCell } from '../../engine/lal/judge.ts';
import { lalModelOf } from '../../engine/lal/models.ts';
import { trainRegressor, type RegressorOptions } from '../../engine/lal/trainRegressor.ts';
import type { CellTask } from '../../runtime/lal/cellTask.ts';
import { createMachine } from '../../runtime/machine.ts';
import { say } from '../output.ts';
import { collect, type CollectFlags } from './collect.ts';
import { saveRegressor, type Card } from './save.ts';

/** Seconds since the last call, to a tenth. */
function stopwatch(): () => number {
  let started = performance.now();
  return () => {
    const now = performance.now();
    const seconds = Math.round((now - started) / 100) / 10;
    started = now;
    return seconds;
  };
}

/** Collects rows, grows the regressor, judges one like it by cells held out, and writes file and card. */
export async function train(
  task: CellTask,
  options: RegressorOptions,
  flags: CollectFlags & { readonly command: string; readonly folder: string | undefined },
): Promise<Card> {
  const lap = stopwatch();
  const rows = await collect(task, flags);
  const collected = lap();
  const count = rows.reductions.length;
  say(`${count} rows in ${collected} s; growing ${options.trees} trees.`);
  const machine = createMachine({ threads: flags.jobs });
  try {
    const forest = await trainRegressor(rows, options, machine, neverCancelled);
    const grown = lap();
    const { candidates, model } = task.plan;
    const { features } = lalModelOf(model);
    const heldOutByCell = await judgeByCell(rows, candidates, options, machine, neverCancelled);
    const { outOfBag: _, ...regressor } = options;
    return await saveRegressor(flags.folder, flags.out, forest, {
      command: flags.command,
      plan: task.plan,
      rows: count,
      regressor,
      heldOutByCell,
      nodes: forest.feature.length,
      outOfBagRSquared: forest.outOfBagScore,
      importances: Object.fromEntries(features.map((name, index) => [name, forest.importances[index]!])),
      seconds: { rows: collected, trees: grown, judgment: lap(), jobs: flags.jobs },
    });
  } finally {
    machine.close();
  }
}
