import { neverCancelled } from '../../engine/cancel.ts';
import { collectRows } from '../../engine/lal/collect.ts';
import { publishedSizes } from '../../engine/lal/gaussianClouds.ts';
import { cellCount, publishedPlan, type CollectionPlan } from '../../engine/lal/plan.ts';
import { sampleForWarmStart } from '../../engine/lal/warmStart.ts';
import { allocateMatrix } from '../../engine/matrix.ts';
import { startCrew } from '../../runtime/lal/cellThreads.ts';
import { learnOnThreads } from '../../runtime/lal/learnOwn.ts';
import { createMachine } from '../../runtime/machine.ts';
import { timed } from './measure.ts';
import { factorMatrix, labelsOf, writeColumn, writeRowMajor } from './tables.ts';
import type { BenchContext, Benchmark, Rival } from './types.ts';

/** A tenth of the published rows. */
const plan: CollectionPlan = {
  ...publishedPlan,
  mode: 'independent',
  seed: 1,
  clouds: publishedSizes,
  datasets: publishedPlan.datasets / 10,
};
/** One forest before and one after each candidate. */
const forests = cellCount(plan) * (plan.candidates + 1);
const labels = 25;
const testRows = 4_000;

/** The Monte-Carlo phase of Algorithm 2, data generation included. */
export const collectLal: Benchmark = {
  id: 'lal-collect',
  title: `LAL Monte-Carlo, 24,000 rows by ${forests.toLocaleString('en')} forests; scikit-learn fits and asks one of them`,
  async prepare(context) {
    return {
      ours: () => timed(() => collectOn(context.threads)),
      rivals: await oneForest(context),
      close: () => context.scikitLearn?.forget(),
    };
  },
};

async function collectOn(threads: number): Promise<void> {
  const machine = createMachine({ threads });
  const crew = startCrew({ plan }, threads, neverCancelled);
  await collectRows({
    plan,
    crew,
    machine,
    signal: neverCancelled,
    known: new Map(),
    onRange: () => undefined,
  });
  crew.close();
  machine.close();
}

async function oneForest({ scikitLearn, folder }: BenchContext): Promise<Rival[]> {
  if (!scikitLearn) return [];
  const matrix = factorMatrix(testRows, 2, allocateMatrix);
  const load = async (name: string, count: number): Promise<void> =>
    scikitLearn.load(name, await writeRowMajor(folder, name, matrix, count), count, 2);
  await load('few', labels);
  await load('tests', testRows);
  const classes = Array.from({ length: labels }, (_, row) => row % 2);
  await scikitLearn.load('labels', await writeColumn(folder, 'labels', classes), labels, 1);
  const options = { n_estimators: 50, oob_score: true, n_jobs: 1 };
  const run = async (): Promise<number> =>
    (await scikitLearn.fit('classifier', 'few', 'labels', options)) + (await scikitLearn.predict('tests', 1));
  return [{ name: 'scikit-learn', threads: 1, scaledBy: forests, target: 100, run }];
}

/** Splice has 240 columns one-hot; the paper took 1.9 hours. */
export const warmStartLal: Benchmark = {
  id: 'lal-warm-start',
  title: 'LAL warm start, 24,000 rows from 100 labels of 240 columns (paper: 1.9 h)',
  prepare({ threads }) {
    const matrix = factorMatrix(100, 240, allocateMatrix);
    const rows = Int32Array.from({ length: matrix.rows }, (_, row) => row);
    const sample = sampleForWarmStart(matrix, rows, labelsOf(matrix, matrix.rows), 2, 1);
    const learn = () => learnOnThreads(sample, 1, threads, neverCancelled, () => undefined);
    return Promise.resolve({ ours: () => timed(learn), rivals: [], close: () => undefined });
  },
};
