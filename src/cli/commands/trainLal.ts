import { availableParallelism } from 'node:os';
import { parse } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { UsageError } from '../../engine/errors.ts';
import { lalFeatureCount } from '../../engine/lal/features.ts';
import { publishedSizes, type CloudSizes } from '../../engine/lal/gaussianClouds.ts';
import { lalModels, type LalModelId } from '../../engine/lal/models.ts';
import { modes, publishedPlan, type CollectionPlan, type Mode } from '../../engine/lal/plan.ts';
import { lossMetrics, type Loss } from '../../engine/lal/taskModels.ts';
import { otherRows } from '../../engine/lal/taskSource.ts';
import { publishedRegressor, type RegressorOptions } from '../../engine/lal/trainRegressor.ts';
import { warmStartPlan, warmStartRegressor } from '../../engine/lal/warmStart.ts';
import type { CellTask } from '../../runtime/lal/cellTask.ts';
import { checkFolder } from '../checkFolder.ts';
import { takes, type SharedFlags } from '../options.ts';
import { printDocument, writeOut } from '../output.ts';
import { commandLine } from '../shell.ts';
import { openSample, ownPlace, seedOf } from '../trainLal/sample.ts';
import type { Card } from '../trainLal/save.ts';
import { train } from '../trainLal/train.ts';
import { integer, number } from '../values.ts';

interface TrainFlags extends Pick<SharedFlags, 'manyClasses' | 'json'> {
  readonly synthetic?: true;
  readonly label?: string;
  readonly model: LalModelId;
  readonly mode: Mode;
  readonly datasets?: number;
  readonly tau?: LabelRange;
  readonly dimensions?: DimensionRange;
  readonly candidates: number;
  readonly loss: Loss;
  readonly trees: number;
  readonly rowShare?: number;
  readonly depth: number;
  readonly maxFeatures: number;
  readonly seed?: number;
  readonly jobs?: number;
  readonly rows?: string;
  readonly resume?: true;
  readonly out?: string;
}

/** Flags with the seed settled. */
type SeededFlags = TrainFlags & { readonly seed: number };

interface LabelRange {
  readonly fewestLabels: number;
  readonly mostLabels: number;
}

interface DimensionRange {
  readonly dimensions: number;
  readonly mostDimensions: number;
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

/** `2:128`, both ends included. */
function dimensionRange(text: string): DimensionRange {
  const [dimensions = NaN, mostDimensions = dimensions] = /^\d{1,3}(:\d{1,3})?$/.test(text)
    ? text.split(':').map(Number)
    : [];
  if (dimensions >= 1 && mostDimensions >= dimensions && mostDimensions <= mostPossibleDimensions)
    return { dimensions, mostDimensions };
  throw new InvalidArgumentError(
    `It must be one or two numbers of dimensions such as 2:128, from 1 to ${mostPossibleDimensions}.`,
  );
}

/** Clouds of so many dimensions take about as long to draw as to learn from. */
const mostPossibleDimensions = 256;
/** Test points per point where there are many dimensions: drawing them would take longer than all else. */
const fewerTests = 2;

/** As published in two dimensions; with more, fewer test points. */
const cloudsOf = (range: DimensionRange | undefined): CloudSizes =>
  range === undefined ? publishedSizes : { ...publishedSizes, testRatio: fewerTests, ...range };

/** Flags that were given, over what is usual for the task. */
function planOf(
  usual: CollectionPlan,
  { model, mode, seed, datasets, tau, candidates, loss }: SeededFlags,
): CollectionPlan {
  const given = { ...(model === 'forest' ? {} : { model }), mode, seed, ...tau, candidates, loss };
  const plan = { ...usual, ...given, datasets: datasets ?? usual.datasets };
  if (mode === 'iterative' && plan.fewestLabels !== 2)
    throw new UsageError('--mode iterative grows its labeled sets from 2 labels: begin --tau with 2.');
  return plan;
}

/** From clouds, or from the labels of a dataset. */
async function taskOf(target: string | undefined, flags: SeededFlags): Promise<CellTask> {
  if (target === undefined) {
    const clouds = cloudsOf(flags.dimensions);
    return { plan: planOf({ ...publishedPlan, mode: flags.mode, seed: flags.seed, clouds }, flags) };
  }
  if (flags.model !== 'forest')
    throw new UsageError(
      `--model ${flags.model} learns from synthetic data only: add --synthetic in place of ${target}.`,
    );
  const sample = await openSample(target, flags);
  const plan = planOf(warmStartPlan(sample, flags.seed, flags.candidates), flags);
  const mostLabels = otherRows(sample) - plan.candidates;
  if (plan.mostLabels > mostLabels)
    throw new UsageError(
      `--tau ${plan.fewestLabels}:${plan.mostLabels} asks for more than the ${mostLabels} labels that half of ${sample.labels.length} rows leave besides ${plan.candidates} candidates.`,
    );
  return { plan, sample };
}

const regressorOf = (
  { seed, trees, depth, maxFeatures, rowShare }: SeededFlags,
  usualShare: number,
): RegressorOptions => ({
  ...{ seed, trees, maxFeatures, rowShare: rowShare ?? usualShare },
  maxDepth: depth,
  outOfBag: true,
});

/** Where the regressor goes: a dataset with a manifest has a place for it, all others go to the present folder. */
async function outputOf(target: string | undefined, { out, mode }: TrainFlags): Promise<string> {
  if (out !== undefined) {
    await checkFolder('--out', out);
    return out;
  }
  if (target === undefined) return `lal-${mode}.lal`;
  return (await ownPlace(target)) ?? `${parse(target).name}.lal`;
}

async function trainLal(target: string | undefined, given: TrainFlags): Promise<void> {
  if ((given.synthetic === true) === (target !== undefined))
    throw new UsageError(
      'train-lal learns from a dataset or from synthetic data: name one, or add --synthetic.',
    );
  const flags = { ...given, seed: given.seed ?? (target === undefined ? 1 : await seedOf(target)) };
  const out = await outputOf(target, flags);
  if (flags.rows !== undefined) await checkFolder('--rows', flags.rows);
  const task = await taskOf(target, flags);
  const usualShare = (task.sample ? warmStartRegressor : publishedRegressor).rowShare;
  const card = await train(task, regressorOf(flags, usualShare), {
    jobs: flags.jobs ?? availableParallelism(),
    rows: flags.rows,
    resume: flags.resume ?? false,
    out,
    command: commandLine(process.argv),
  });
  await (flags.json
    ? printDocument({ out, ...card })
    : writeOut(`Written to ${out}: ${describeCard(card)}\n`));
}

/** What a person wants to know of a regressor, losing included. */
function describeCard({ nodes, bytes, outOfBagRSquared, heldOutByCell }: Card): string {
  const { rSquared, reductions, versusRandom, versusUncertainty } = heldOutByCell;
  const points = (share: number): string => (100 * share).toFixed(2);
  const gain = ({ difference, stderr }: typeof versusRandom): string =>
    `${difference < 0 ? '−' : '+'}${points(Math.abs(difference))} ± ${points(stderr)}`;
  return [
    `${nodes} nodes, ${bytes} bytes.`,
    `R² ${outOfBagRSquared.toFixed(3)} out of bag, ${rSquared.toFixed(3)} held out by cell.`,
    `Held out, the label it picks lowers the loss by ${points(reductions.lal)} percentage points: ${gain(versusRandom)} against a random one, ${gain(versusUncertainty)} against uncertainty.`,
  ].join('\n');
}

const examples = `
Examples:
  label-scout train-lal --synthetic --out lal-independent.lal
  label-scout train-lal --synthetic --mode iterative --out lal-iterative.lal --rows rows.parquet
  label-scout train-lal --synthetic --datasets 50 --tau 2:20 --out small.lal
  label-scout train-lal digits/
  label-scout train-lal splice.csv --label class --out splice.lal

Of a dataset it learns from the labels so far, from 50 on (the strategy lal-warm-start), without those held out to measure
on; from the labels that came with the data where there are fewer, and of more than 400 from a random choice.

The same seed gives the same file for any number of jobs. FILE.json beside it says how it was made. Interrupted, the
command leaves the files as they were, and FILE.partial, from which --resume goes on.`;

/** `train-lal <dataset>|--synthetic`. */
export function registerTrainLal(program: Command): void {
  const { fewestLabels, mostLabels } = publishedPlan;
  const command = program
    .command('train-lal')
    .summary('learn a LAL strategy, from synthetic data or from your labels')
    .description(
      'Builds a regressor that predicts how much a label will lower the error (LAL, Konyushkova et al. 2017, Algorithms 1 to 3).',
    )
    .argument('[dataset]', 'dataset folder, label-scout.json, or a table by itself')
    .option('--synthetic', 'learn from synthetic data: two Gaussian clouds')
    .option('--label <column>', 'column with the labels (default: as in the manifest)')
    .addOption(
      new Option('--model <id>', 'what is fitted on the labels; a Gaussian process for experiments only')
        .choices(Object.keys(lalModels))
        .default('forest'),
    )
    .addOption(
      new Option('--mode <mode>', 'how labeled sets are drawn').choices(modes).default('independent'),
    )
    .option(
      '--datasets <number>',
      `datasets per number of labels (default: ${publishedPlan.datasets}; of a dataset, for 24,000 rows in all)`,
      integer({ min: 1 }),
    )
    .addOption(
      new Option(
        '--tau <range>',
        `numbers of labels, first and last (default: ${fewestLabels}:${mostLabels}; of a dataset, as many as it has)`,
      ).argParser(labelRange),
    )
    .addOption(
      new Option(
        '--dimensions <range>',
        'of the synthetic data, the fewest and the most (default: 2, as published)',
      ).argParser(dimensionRange),
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
    .option('--seed <number>', "seed of every random choice (default: the manifest's, else 1)", integer())
    .option('--jobs <number>', 'threads (default: one per core)', integer({ min: 1, max: 256 }))
    .option('--rows <file>', 'keep the collected rows as a Parquet file')
    .option('--resume', 'go on with what an interrupted run has computed, or use the rows that --rows names')
    .option(
      '--out <file>',
      "where the regressor is written (default: the dataset's cache; of other data, here, as lal-<mode>.lal or <table>.lal)",
    )
    .addHelpText('after', examples)
    .action(trainLal);
  takesRegressorFlags(command);
  takes(command, 'manyClasses', 'json');
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
      `share of the rows each tree draws (default: ${publishedRegressor.rowShare}; of a dataset ${warmStartRegressor.rowShare})`,
      number({ min: 0, max: 1 }),
    )
    .option('--depth <number>', 'greatest depth of a tree', integer({ min: 1 }), publishedRegressor.maxDepth)
    .option(
      '--max-features <number>',
      'features looked at per split',
      integer({ min: 1, max: lalFeatureCount }),
      publishedRegressor.maxFeatures,
    );
}
