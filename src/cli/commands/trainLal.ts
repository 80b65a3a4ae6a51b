import { availableParallelism } from 'node:os';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { UsageError } from '../../engine/errors.ts';
import { lalFeatureCount } from '../../engine/lal/features.ts';
import { publishedSizes } from '../../engine/lal/gaussianClouds.ts';
import { modes, publishedPlan, type CollectionPlan, type Mode } from '../../engine/lal/plan.ts';
import { lossMetrics, type Loss } from '../../engine/lal/taskForests.ts';
import { publishedRegressor, type RegressorOptions } from '../../engine/lal/trainRegressor.ts';
import { writeOut } from '../output.ts';
import { commandLine } from '../shell.ts';
import { checkFolder } from '../trainLal/save.ts';
import { train } from '../trainLal/train.ts';
import { integer, number } from '../values.ts';

interface TrainFlags {
  readonly synthetic?: true;
  readonly mode: Mode;
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
  readonly rows?: string;
  readonly resume?: true;
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

function planOf({ mode, seed, datasets, tau, candidates, loss }: TrainFlags): CollectionPlan {
  if (mode === 'iterative' && tau.fewestLabels !== 2)
    throw new UsageError('--mode iterative grows its labeled sets from 2 labels: begin --tau with 2.');
  return { mode, seed, datasets, ...tau, candidates, loss, clouds: publishedSizes };
}

const regressorOf = ({ seed, trees, depth, maxFeatures, rowShare }: TrainFlags): RegressorOptions => ({
  ...{ seed, trees, maxFeatures, rowShare },
  maxDepth: depth,
  outOfBag: true,
});

async function trainLal(flags: TrainFlags): Promise<void> {
  if (!flags.synthetic)
    throw new UsageError('train-lal learns from synthetic data: add --synthetic to say that this is meant.');
  const plan = planOf(flags);
  await checkFolder('--out', flags.out);
  if (flags.rows !== undefined) await checkFolder('--rows', flags.rows);
  const card = await train({ plan }, regressorOf(flags), {
    jobs: flags.jobs ?? availableParallelism(),
    rows: flags.rows,
    resume: flags.resume ?? false,
    out: flags.out,
    command: commandLine(process.argv),
  });
  const { nodes, bytes, outOfBagRSquared, heldOutByCell } = card;
  await writeOut(
    `Written to ${flags.out}: ${nodes} nodes, ${bytes} bytes, out-of-bag R² ${outOfBagRSquared.toFixed(3)}, held out by cell ${heldOutByCell.rSquared.toFixed(3)}.\n`,
  );
}

const examples = `
Examples:
  label-scout train-lal --synthetic --out lal-independent.lal
  label-scout train-lal --synthetic --mode iterative --out lal-iterative.lal --rows rows.parquet
  label-scout train-lal --synthetic --datasets 50 --tau 2:20 --out small.lal

The same seed gives the same file for any number of jobs. FILE.json beside it says how it was made. Interrupted, the
command leaves the files as they were, and FILE.partial, from which --resume goes on.`;

/** `train-lal --synthetic --out FILE`. */
export function registerTrainLal(program: Command): void {
  const { fewestLabels, mostLabels } = publishedPlan;
  const command = program
    .command('train-lal')
    .summary('learn the LAL strategy from synthetic data')
    .description(
      'Builds a regressor that predicts how much a label will lower the error (LAL, Konyushkova et al. 2017, Algorithms 1 to 3).',
    )
    .option('--synthetic', 'learn from synthetic data: two Gaussian clouds')
    .addOption(
      new Option('--mode <mode>', 'how labeled sets are drawn').choices(modes).default('independent'),
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
    .option('--rows <file>', 'keep the collected rows as a Parquet file')
    .option('--resume', 'go on with what an interrupted run has computed, or use the rows that --rows names')
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
