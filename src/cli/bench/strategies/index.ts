import { Option, type Command } from 'commander';
import { HumanError, UsageError } from '../../../engine/errors.ts';
import { findModelFacts } from '../../../engine/modelFacts.ts';
import { findStrategy, strategies } from '../../../engine/strategies/index.ts';
import { replaceFile } from '../../../runtime/replaceFile.ts';
import { checkFolder } from '../../checkFolder.ts';
import { takes } from '../../options.ts';
import { printDocument, say, writeOut } from '../../output.ts';
import { integer, names } from '../../values.ts';
import { listDatasets } from './datasets.ts';
import { findingsOf } from './findings.ts';
import { readOutcomes, type Outcome } from './ledger.ts';
import { checkPage, replaceMeasuredPart } from './measuredPart.ts';
import { benchmarkPage } from './page.ts';
import { sectionsOf } from './sections.ts';
import { runPlan, type Plan } from './run.ts';

interface StrategiesFlags {
  readonly data: string;
  readonly results: string;
  readonly strategy?: readonly string[];
  readonly model: readonly string[];
  readonly dataset?: readonly string[];
  readonly repeats: number;
  readonly initial: number;
  readonly budget: number;
  readonly batch: number;
  readonly seed?: number;
  readonly threads?: number;
  readonly measure: boolean;
  readonly out?: string;
  readonly findings?: string;
  readonly json?: true;
}

/** Nothing can be compared without these. */
const always = ['random', 'margin'];

async function planOf(flags: StrategiesFlags): Promise<Plan> {
  const wanted = flags.strategy ?? strategies.map(({ id }) => id);
  for (const id of wanted) findStrategy(id, '--strategy');
  for (const id of flags.model) findModelFacts(id, '--model');
  const datasets = await listDatasets(flags.data);
  for (const name of flags.dataset ?? []) {
    if (datasets.some((dataset) => dataset.name === name)) continue;
    const known = datasets.map((dataset) => dataset.name).join(', ');
    throw new UsageError(`There is no dataset "${name}" (--dataset) in ${flags.data}. There are: ${known}.`);
  }
  return {
    datasets: datasets.filter(({ name }) => flags.dataset?.includes(name) ?? true),
    models: flags.model,
    strategies: [...new Set([...always, ...wanted])],
    named: flags.strategy ?? [],
    repeats: flags.repeats,
    initial: flags.initial,
    budget: flags.budget,
    batch: flags.batch,
    seed: flags.seed ?? 1,
    threads: flags.threads ?? 1,
    ledger: flags.results,
  };
}

/** @throws HumanError where nothing was measured yet, for an empty page would replace a full one. */
async function heldOutcomes(file: string): Promise<readonly Outcome[]> {
  const outcomes = await readOutcomes(file);
  if (outcomes.length > 0) return outcomes;
  throw new HumanError(
    `${file} holds no outcomes: leave --no-measure out, or name another file with --results.`,
  );
}

async function benchStrategies(flags: StrategiesFlags): Promise<void> {
  if (flags.out !== undefined) await checkPage(flags.out);
  if (flags.findings !== undefined) await checkFolder('--findings', flags.findings);
  const outcomes = flags.measure ? await runPlan(await planOf(flags)) : await heldOutcomes(flags.results);
  const sections = sectionsOf(outcomes);
  const page = benchmarkPage(outcomes, sections);
  if (flags.out !== undefined) {
    await replaceMeasuredPart(flags.out, page);
    say(`Written to ${flags.out}.`);
  }
  if (flags.findings !== undefined) {
    await replaceFile(flags.findings, `${JSON.stringify(findingsOf(sections), null, 2)}\n`);
    say(`Written to ${flags.findings}.`);
  }
  await (flags.json
    ? printDocument({ rankings: sections.map(({ protocol, ranking }) => ({ ...protocol, ...ranking })) })
    : writeOut(`${page}\n`));
}

/** `bench strategies`. */
export function registerBenchStrategies(bench: Command): void {
  const command = bench
    .command('strategies')
    .summary('every strategy with every model on real datasets')
    .description(
      'Simulates labeling under every strategy and model on a folder of datasets, keeps what was measured in a file, and ranks the strategies by all that the file holds: an interrupted run goes on where it ended.',
    )
    .option(
      '--data <folder>',
      'datasets: CSV files with a column "class", dataset folders',
      'test-results/benchmark/data',
    )
    .option('--results <file>', 'CSV file in which outcomes are kept', 'docs/benchmark.csv')
    .option('--strategy <ids>', 'strategies, separated by commas (default: all)', names)
    .addOption(
      new Option('--model <ids>', 'models, separated by commas')
        .default(['forest', 'logistic'], 'forest,logistic')
        .argParser(names),
    )
    .option('--dataset <names>', 'datasets, separated by commas (default: all)', names)
    .option('--repeats <number>', 'paired repeats', integer({ min: 1 }), 20)
    .option('--initial <number>', 'labels to start from', integer({ min: 2 }), 2)
    .option('--budget <number>', 'labels at the end, at most half of the pool', integer({ min: 2 }), 100)
    .option('--batch <number>', 'labels between two fits', integer({ min: 1 }), 1)
    .option('--no-measure', 'only rank what the file of outcomes holds')
    .option('--out <file>', 'Markdown page whose measured part is written anew')
    .option('--findings <file>', 'JSON file of what is said where the strategy is chosen')
    .action(benchStrategies);
  takes(command, 'seed', 'threads', 'json');
}
