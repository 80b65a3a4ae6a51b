import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Option, type Command } from 'commander';
import { UsageError } from '../../engine/errors.ts';
import { didYouMean } from '../../engine/nearest.ts';
import { takes } from '../options.ts';
import { printDocument, say, writeOut } from '../output.ts';
import { integer } from '../values.ts';
import { benchmarks } from './benchmarks.ts';
import { runContest } from './measure.ts';
import { MlRandomForest } from './mlRandomForest.ts';
import { pyTorchScript } from './neural/pyTorchScript.ts';
import { Python } from './python.ts';
import { benchText, resultLine } from './report.ts';
import { registerBenchStrategies } from './strategies/index.ts';
import { ScikitLearn } from './scikitLearn.ts';
import type { BenchContext, Benchmark, BenchResult } from './types.ts';

interface BenchFlags {
  readonly json?: true;
  readonly repeats: number;
  readonly threads?: number;
}

/** `bench [name…]`. */
export function registerBench(program: Command): void {
  const command = program
    .command('bench')
    .enablePositionalOptions()
    .summary('the performance benchmarks, ours beside others')
    .description(
      'Measures fits, predictions and reading, in turns with scikit-learn, ml-random-forest and DuckDB where they are installed.',
    )
    .argument(
      '[name...]',
      `benchmarks to run, or lal, neural or igradv for all of these: ${benchmarks.map(({ id }) => id).join(', ')} (default: all but those of networks)`,
    )
    .addOption(
      new Option('--repeats <number>', 'pairs of runs; long ones stop after 40 s, with three at least')
        .default(5)
        .argParser(integer({ min: 1, max: 1000 })),
    )
    .action(bench);
  takes(command, 'threads', 'json');
  registerBenchStrategies(command);
}

async function bench(names: readonly string[], flags: BenchFlags): Promise<void> {
  const chosen =
    names.length === 0 ? benchmarks.filter(isUsual) : [...new Set(names.flatMap(findBenchmarks))];
  const threads = flags.threads ?? availableParallelism();
  sayIfBusy();
  const folder = await mkdtemp(join(tmpdir(), 'label-scout-bench-'));
  const context: BenchContext = { threads, folder, ...(await findRivals(chosen)) };
  try {
    const results: BenchResult[] = [];
    for (const benchmark of chosen) results.push(...(await runBenchmark(benchmark, context, flags.repeats)));
    await (flags.json ? printDocument(documentOf(context, results)) : writeOut(benchText(results)));
  } finally {
    context.scikitLearn?.close();
    context.pyTorch?.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Times of a busy machine are long, and ratios wide, most of all those of several threads. */
function sayIfBusy(): void {
  const load = loadavg()[0]!;
  const cores = availableParallelism();
  if (load > cores / 2) {
    say(
      `The machine is busy (load ${load.toFixed(1)} on ${cores} cores): trust ratios only, and repeat them.`,
    );
  }
}

const isUsual = ({ group }: Benchmark): boolean => group === undefined;

/** The benchmark of that name, or the group of those whose names begin with it: `lal`. */
function findBenchmarks(name: string): readonly Benchmark[] {
  const known = benchmarks.map(({ id }) => id);
  const all: readonly Benchmark[] = benchmarks;
  const found = all.filter(({ id, group }) => id === name || group === name || id.startsWith(`${name}-`));
  if (found.length > 0) return found;
  throw new UsageError(
    `There is no benchmark "${name}".${didYouMean(name, known)} The benchmarks are: ${known.join(', ')}.`,
  );
}

type Rivals = Pick<BenchContext, 'scikitLearn' | 'mlRandomForest' | 'pyTorch'>;

async function findRivals(chosen: readonly Benchmark[]): Promise<Rivals> {
  const neural = chosen.some(({ group }) => group === 'neural');
  const [scikitLearn, mlRandomForest, pyTorch] = await Promise.all([
    ScikitLearn.find(),
    MlRandomForest.find(),
    neural ? Python.find('PyTorch', pyTorchScript) : undefined,
  ]);
  if (neural && !pyTorch)
    say('Skipping PyTorch: python3 cannot import it (on Debian: apt install python3-torch).');
  if (!scikitLearn) {
    say('Skipping scikit-learn: python3 cannot import it (on Debian: apt install python3-sklearn).');
  }
  if (!mlRandomForest) say('Skipping ml-random-forest: it is not installed (npm ci in the repository).');
  return { scikitLearn, mlRandomForest, pyTorch };
}

async function runBenchmark(
  { id, title, prepare }: Benchmark,
  context: BenchContext,
  repeats: number,
): Promise<BenchResult[]> {
  say(`${id}: ${title}`);
  const contest = await prepare(context);
  try {
    const results = await runContest(id, title, contest, repeats);
    for (const result of results) say(resultLine(result));
    return results;
  } finally {
    await contest.close();
  }
}

const documentOf = ({ threads, scikitLearn, pyTorch }: BenchContext, results: readonly BenchResult[]) => ({
  processor: cpus()[0]?.model ?? 'unknown',
  cores: availableParallelism(),
  load: loadavg()[0]!,
  threads,
  node: process.version,
  scikitLearn: scikitLearn?.version ?? null,
  pyTorch: pyTorch?.version ?? null,
  results,
});
