import { availableParallelism } from 'node:os';
import { parse } from 'node:path';
import { Option, type Command } from 'commander';
import { UsageError } from '../../engine/errors.ts';
import { lalFeatureCount } from '../../engine/lal/features.ts';
import { lalModels } from '../../engine/lal/models.ts';
import { modes, publishedPlan } from '../../engine/lal/plan.ts';
import { lossMetrics } from '../../engine/lal/taskModels.ts';
import { publishedRegressor, type RegressorOptions } from '../../engine/lal/trainRegressor.ts';
import { warmStartRegressor } from '../../engine/lal/warmStart.ts';
import { checkOutput } from '../../runtime/outputFile.ts';
import { checkFolder, folderOf } from '../checkFolder.ts';
import { takes } from '../options.ts';
import { printDocument, writeOut } from '../output.ts';
import { commandLine } from '../shell.ts';
import { describeCard } from '../trainLal/describeCard.ts';
import type { SeededFlags, TrainFlags } from '../trainLal/flags.ts';
import { dimensionRange, labelRange } from '../trainLal/ranges.ts';
import { ownPlace, seedOf } from '../trainLal/sample.ts';
import { taskOf } from '../trainLal/task.ts';
import { train } from '../trainLal/train.ts';
import { integer, number } from '../values.ts';

const regressorOf = (
  { seed, trees, depth, maxFeatures, rowShare }: SeededFlags,
  usualShare: number,
): RegressorOptions => ({
  seed,
  trees,
  maxFeatures,
  rowShare: rowShare ?? usualShare,
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
  const folder = target === undefined ? undefined : await folderOf(target);
  if (folder !== undefined) for (const file of [out, `${out}.json`]) await checkOutput(folder, file);
  if (flags.rows !== undefined) await checkFolder('--rows', flags.rows, target);
  const task = await taskOf(target, flags);
  const usualShare = (task.sample ? warmStartRegressor : publishedRegressor).rowShare;
  const card = await train(task, regressorOf(flags, usualShare), {
    jobs: flags.jobs ?? availableParallelism(),
    rows: flags.rows,
    resume: flags.resume ?? false,
    out,
    folder,
    command: commandLine(process.argv),
  });
  await (flags.json
    ? printDocument({ out, ...card })
    : writeOut(`Written to ${out}: ${describeCard(card)}\n`));
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

/** Each tree draws some rows: of none it would learn nothing. */
const leastShare = 1e-6;

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
      number({ min: leastShare, max: 1 }),
    )
    .option('--depth <number>', 'greatest depth of a tree', integer({ min: 1 }), publishedRegressor.maxDepth)
    .option(
      '--max-features <number>',
      'features looked at per split',
      integer({ min: 1, max: lalFeatureCount }),
      publishedRegressor.maxFeatures,
    );
}
