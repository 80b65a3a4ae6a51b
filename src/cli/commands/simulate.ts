import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { findMetric } from '../../engine/metrics/index.ts';
import { checkSimulation } from '../../engine/simulation/check.ts';
import { simulationReport } from '../../engine/simulation/report.ts';
import type { RepeatResult, SimulationRequest } from '../../engine/simulation/types.ts';
import { findStrategy } from '../../engine/strategies/index.ts';
import { takes } from '../options.ts';
import { printDocument, say, writeOut } from '../output.ts';
import { Progress } from '../progress.ts';
import { commandLine } from '../shell.ts';
import { runAll } from '../simulate/jobs.ts';
import { requestOf, type SimulateFlags } from '../simulate/request.ts';
import { checkReportFile, saveReport } from '../simulate/save.ts';
import { startRunners } from '../simulate/task.ts';
import { simulationText } from '../simulate/text.ts';
import { openLabeled, type LabeledData } from '../simulate/truth.ts';
import { integer, names, number } from '../values.ts';

async function runRepeats(
  data: LabeledData,
  request: SimulationRequest,
  flags: SimulateFlags,
): Promise<readonly RepeatResult[]> {
  const cores = availableParallelism();
  const jobs = Math.min(flags.jobs ?? cores, request.repeats);
  const threads = flags.threads ?? Math.max(1, Math.floor(cores / jobs));
  const task = { source: data.source, request, threads };
  // Threads open the dataset for themselves: what takes long is done once and found in its cache.
  if (jobs > 1) await data.dataset.prepare?.();
  const runners = startRunners(data.dataset, task, jobs);
  const progress = new Progress('repeats', request.repeats);
  try {
    return await runAll(runners, request.repeats, (done) => progress.update(done));
  } finally {
    progress.finish();
  }
}

async function simulate(target: string, flags: SimulateFlags): Promise<void> {
  for (const id of flags.strategy) findStrategy(id, '--strategy');
  if (flags.out !== undefined) await checkReportFile(flags.out, target);
  const data = await openLabeled(target, flags);
  const request = requestOf(data, flags);
  checkSimulation(request);
  const report = simulationReport(data.dataset.name, request, await runRepeats(data, request, flags));
  const smallerIsBetter = !findMetric(request.metric).largerIsBetter;
  if (flags.out !== undefined) {
    await saveReport(data.dataset.folder, flags.out, {
      report,
      smallerIsBetter,
      commandLine: commandLine(process.argv),
    });
    say(`Written to ${flags.out}.`);
  }
  await (flags.json ? printDocument(report) : writeOut(simulationText(report, smallerIsBetter)));
}

const examples = `
Examples:
  label-scout simulate splice.csv --label class --strategy random,margin
  label-scout simulate digits/ --strategy random,margin,uncertainty --budget 300 --out curves.html

The same seed gives the same figures, timings aside, for any number of jobs.`;

/** `simulate <dataset> --strategy a,b,c`. */
export function registerSimulate(program: Command): void {
  const command = program
    .command('simulate')
    .summary('replay labeling under several strategies')
    .description(
      'Replays labeling on data whose labels are known, and says whether strategies beat asking at random.',
    )
    .argument('<dataset>', 'dataset folder, label-scout.json, or a table by itself')
    .requiredOption('--strategy <ids>', 'strategies to compare, separated by commas', names)
    .option('--label <column>', 'column with the labels (default: as in the manifest)')
    .option('--initial <number>', 'labels at the start', integer({ min: 2 }), 2)
    .option('--budget <number>', 'labels at the end, the initial ones included', integer({ min: 2 }), 100)
    .option(
      '--batch <number>',
      'labels between two fits (default: 1, or as in the manifest)',
      integer({ min: 1 }),
    )
    .option('--repeats <number>', 'repeats with other splits', integer({ min: 1 }), 20)
    .option('--test <share>', 'share of the rows that is measured on', number({ min: 0, max: 1 }), 0.5)
    .option(
      '--jobs <number>',
      'repeats run at the same time (default: one per core)',
      integer({ min: 1, max: 256 }),
    )
    .option('--out <file>', 'also write a report: .html, .svg or .json')
    .addHelpText('after', examples)
    .action(simulate);
  takes(command, 'model', 'metric', 'seed', 'option', 'positive', 'manyClasses', 'threads', 'json');
}
