import { availableParallelism } from 'node:os';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { neverCancelled } from '../../engine/cancel.ts';
import { UsageError } from '../../engine/errors.ts';
import type { Forest } from '../../engine/forest/types.ts';
import { lalFeatureCount, lalFeatures } from '../../engine/lal/features.ts';
import { publishedPlan, type IndependentPlan } from '../../engine/lal/independent.ts';
import type { LalRows } from '../../engine/lal/monteCarlo.ts';
import { lossMetrics, type Loss } from '../../engine/lal/taskForests.ts';
import {
  publishedRegressor,
  trainRegressor,
  type RegressorOptions,
} from '../../engine/lal/trainRegressor.ts';
import { createMachine } from '../../runtime/machine.ts';
import { say, writeOut } from '../output.ts';
import { commandLine } from '../shell.ts';
import { collectRows } from '../trainLal/cells.ts';
import { checkFolder, saveRegressor } from '../trainLal/save.ts';
import { integer, number } from '../values.ts';

interface TrainFlags {
  readonly synthetic?: true;
  readonly mode: 'independent';
  readonly datasets: number;
  readonly tau: LabelRange;
  readonly candidates: number;
  readonly loss: Loss;
  readonly trees: number;
  readonly rowShare: number;
  readonly depth: number;
  readonly maxFeatures: number;
  readonly seed: number;
  readonly jobs?: number;
  readonly out: string;
}

interface LabelRange {
  readonly fewestLabels: number;
  readonly mostLabels: number;
}

/** Points of a synthetic dataset that can be labeled while some are left to try. */
const mostLabeled = 300;

/** `2:49`, both ends included. */
function labelRange(text: string): LabelRange {
  const [fewestLabels = NaN, mostLabels = fewestLabels] = /^\d{1,4}(:\d{1,4})?$/.test(text)
    ? text.split(':').map(Number)
    : [];
  if (fewestLabels >= 2 && mostLabels >= fewestLabels && mostLabels <= mostLabeled)
    return { fewestLabels, mostLabels };
  throw new InvalidArgumentError(`It must be two numbers of labels such as 2:49, from 2 to ${mostLabeled}.`);
}

const planOf = ({ seed, datasets, tau, candidates, loss }: TrainFlags): IndependentPlan => ({
  ...{ seed, datasets, candidates, loss },
  ...tau,
});

const regressorOf = ({ seed, trees, depth, maxFeatures, rowShare }: TrainFlags): RegressorOptions => ({
  ...{ seed, trees, maxFeatures, rowShare },
  maxDepth: depth,
  outOfBag: true,
});

async function growTrees(rows: LalRows, options: RegressorOptions, threads: number): Promise<Forest> {
  const machine = createMachine({ threads });
  try {
    return await trainRegressor(rows, options, machine, neverCancelled);
  } finally {
    machine.close();
  }
}

const secondsSince = (started: number): number => Math.round((performance.now() - started) / 100) / 10;

async function trainLal(flags: TrainFlags): Promise<void> {
  if (!flags.synthetic)
    throw new UsageError('train-lal learns from synthetic data: add --synthetic to say that this is meant.');
  await checkFolder(flags.out);
  const jobs = flags.jobs ?? availableParallelism();
  const { seed, ...plan } = planOf(flags);
  const { seed: _, outOfBag: __, ...regressor } = regressorOf(flags);
  const started = performance.now();
  const rows = await collectRows({ seed, ...plan }, jobs);
  const collected = secondsSince(started);
  say(`${rows.reductions.length} rows in ${collected} s; growing ${flags.trees} trees.`);
  const grown = performance.now();
  const forest = await growTrees(rows, regressorOf(flags), jobs);
  const card = await saveRegressor(flags.out, forest, {
    ...{
      mode: flags.mode,
      command: commandLine(process.argv),
      seed,
      rows: rows.reductions.length,
      plan,
      regressor,
    },
    nodes: forest.feature.length,
    outOfBagRSquared: forest.outOfBagScore,
    importances: Object.fromEntries(lalFeatures.map((name, index) => [name, forest.importances[index]!])),
    seconds: { rows: collected, trees: secondsSince(grown), jobs },
  });
  const score = card.outOfBagRSquared.toFixed(3);
  await writeOut(
    `Written to ${flags.out}: ${card.nodes} nodes, ${card.bytes} bytes, out-of-bag R² ${score}.\n`,
  );
}

const examples = `
Examples:
  label-scout train-lal --synthetic --out lal-independent.lal
  label-scout train-lal --synthetic --datasets 50 --tau 2:20 --out small.lal

The same seed gives the same file for any number of jobs. FILE.json beside it says how it was made. Interrupted, the
command leaves the files as they were.`;

/** `train-lal --synthetic --out FILE`. */
export function registerTrainLal(program: Command): void {
  const { fewestLabels, mostLabels } = publishedPlan;
  const command = program
    .command('train-lal')
    .summary('learn the LAL strategy from synthetic data')
    .description(
      'Builds a regressor that predicts how much a label will lower the error (LAL, Konyushkova et al. 2017, Algorithm 2).',
    )
    .option('--synthetic', 'learn from synthetic data: two Gaussian clouds')
    .addOption(
      new Option('--mode <mode>', 'how labeled sets are drawn')
        .choices(['independent'])
        .default('independent'),
    )
    .option(
      '--datasets <number>',
      'datasets per number of labels',
      integer({ min: 1 }),
      publishedPlan.datasets,
    )
    .addOption(
      new Option('--tau <range>', 'numbers of labels, first and last')
        .argParser(labelRange)
        .default({ fewestLabels, mostLabels }, `${fewestLabels}:${mostLabels}`),
    )
    .option(
      '--candidates <number>',
      'candidates tried per dataset',
      integer({ min: 1, max: 100 }),
      publishedPlan.candidates,
    )
    .addOption(
      new Option('--loss <loss>', 'what a label should lower')
        .choices(Object.keys(lossMetrics))
        .default(publishedPlan.loss),
    )
    .option('--seed <number>', 'seed of every random choice', integer(), 1)
    .option('--jobs <number>', 'threads (default: one per core)', integer({ min: 1, max: 256 }))
    .requiredOption('--out <file>', 'where the regressor is written')
    .addHelpText('after', examples)
    .action(trainLal);
  takesRegressorFlags(command);
}

function takesRegressorFlags(command: Command): void {
  command
    .option(
      '--trees <number>',
      'trees of the regressor',
      integer({ min: 1, max: 10_000 }),
      publishedRegressor.trees,
    )
    .option(
      '--row-share <share>',
      'share of the rows each tree draws',
      number({ min: 0, max: 1 }),
      publishedRegressor.rowShare,
    )
    .option('--depth <number>', 'greatest depth of a tree', integer({ min: 1 }), publishedRegressor.maxDepth)
    .option(
      '--max-features <number>',
      'features looked at per split',
      integer({ min: 1, max: lalFeatureCount }),
      publishedRegressor.maxFeatures,
    );
}
