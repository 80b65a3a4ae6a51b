import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RepeatResult } from '../../../src/engine/simulation/types.ts';
import { replay, type Experiment } from './replay.ts';

/** The repeats of an experiment, one list per metric. */
export type Series = readonly (readonly RepeatResult[])[];

/**
 * Runs the repeats that no earlier run has left in the folder. Each strategy of each repeat is a file, so that a run can
 * be stopped at any time, and a strategy added later. Remove the folder after changing what strategies do.
 */
export async function runSeries(experiment: Experiment, repeats: number, folder: string): Promise<Series> {
  mkdirSync(folder, { recursive: true });
  const results: (readonly RepeatResult[])[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    results.push(await runRepeat(experiment, repeat, folder));
    process.stderr.write(`\r${experiment.task.id}: ${repeat + 1} of ${repeats} repeats`);
  }
  process.stderr.write('\n');
  return experiment.metrics.map((_, metric) => results.map((ofRepeat) => ofRepeat[metric]!));
}

async function runRepeat(
  experiment: Experiment,
  repeat: number,
  folder: string,
): Promise<readonly RepeatResult[]> {
  const { task, model, initial = 2, budget, batch = 1, seed, strategies, metrics } = experiment;
  const perStrategy: (readonly RepeatResult[])[] = [];
  for (const strategy of strategies) {
    const name = [task.id, model, strategy, metrics.join('+'), initial, budget, batch, seed, repeat].join(
      '_',
    );
    const path = join(folder, `${name}.json`);
    if (!existsSync(path)) {
      const found = await replay({ ...experiment, strategies: [strategy] }, repeat);
      writeFileSync(path, JSON.stringify(found));
    }
    perStrategy.push(JSON.parse(readFileSync(path, 'utf8')) as readonly RepeatResult[]);
  }
  return metrics.map((_, metric) => ({
    ...perStrategy[0]![metric]!,
    runs: perStrategy.flatMap((ofMetrics) => ofMetrics[metric]!.runs),
  }));
}
