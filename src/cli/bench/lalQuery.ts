import { neverCancelled } from '../../engine/cancel.ts';
import { createLocalLearner } from '../../engine/learner/localLearner.ts';
import type { Learner, RoundRequest } from '../../engine/learner/types.ts';
import { createMachine, type OpenMachine } from '../../runtime/machine.ts';
import { allocateSharedMatrix } from '../../runtime/sharedMatrix.ts';
import { featureCount, makeLalTable, makeLalTargets, rowCount } from './fitRegressor.ts';
import { timedOften } from './measure.ts';
import { factorMatrix, labelsOf, writeColumn, writeRowMajor } from './tables.ts';
import type { BenchContext, Benchmark, Contest, Rival } from './types.ts';

/** Labels in every row of the LAL paper's Table 1. */
const labeled = 100;
/** The paper's regressor has 1,000 trees; we time 100 and count them ten times. */
const treesTimed = 100;
const regressorScale = 10;
const pool = 'pool';

/** The rows of the LAL paper's Table 1, and how many times faster than scikit-learn we promise to be. */
const shapes = [
  { rows: 1_000, columns: 2, target: 25 },
  { rows: 2_000, columns: 188, target: 25 },
  { rows: 22_934, columns: 188, target: 100 },
  { rows: 2_000, columns: 272, target: 25 },
  { rows: 142_404, columns: 30, target: 150 },
  { rows: 276_130, columns: 272, target: 200 },
] as const;
type Shape = (typeof shapes)[number];

/** One query of LAL with 100 labels: fit, features of the whole pool, forecast, choice. */
export const lalQueries: readonly Benchmark[] = shapes.map((shape) => ({
  id: `lal-${shape.rows}x${shape.columns}`,
  title: `LAL query, ${shape.rows.toLocaleString('en')} × ${shape.columns} pool, ${labeled} labels; scikit-learn with 1,000 trees`,
  prepare: (context) => prepare(context, shape),
}));

async function prepare(context: BenchContext, shape: Shape): Promise<Contest> {
  const machine: OpenMachine = createMachine({ threads: context.threads });
  const features = factorMatrix(shape.rows, shape.columns, allocateSharedMatrix);
  const labels = labelsOf(features, labeled);
  const learner = createLocalLearner({ features, classNames: ['no', 'yes'], machine });
  const ours = queryBy(learner, requestOf('lal-independent', shape.rows, labels));
  const uncertainty = queryBy(learner, requestOf('uncertainty', shape.rows, labels));
  return {
    ours: timedOften(ours),
    rivals: [
      allowance(uncertainty, context.threads),
      ...(await scikitLearnRival(context, features, labels, shape)),
    ],
    close: async () => {
      machine.close();
      await context.scikitLearn?.forget();
    },
  };
}

const queryBy = (learner: Learner, request: RoundRequest) => () => learner.round(request, neverCancelled);

function requestOf(strategy: string, rows: number, labels: Int32Array): RoundRequest {
  return {
    seed: 1,
    round: labeled,
    model: 'forest',
    modelOptions: {},
    strategy,
    strategyOptions: {},
    count: 1,
    batchSize: 1,
    queried: new Int32Array(0),
    labeledRows: Int32Array.from({ length: labeled }, (_, row) => row),
    labels,
    candidates: Int32Array.from({ length: rows - labeled }, (_, row) => labeled + row),
    testRows: new Int32Array(0),
    testLabels: new Int32Array(0),
    metric: 'accuracy',
    positiveClass: 1,
  };
}

/** What LAL may take beside uncertainty: a fifth more, or three milliseconds where that is more. */
function allowance(uncertainty: () => Promise<unknown>, threads: number): Rival {
  const run = timedOften(uncertainty);
  return {
    name: '1.2 × uncertainty or + 3 ms',
    threads,
    target: 1,
    run: async () => {
      const seconds = await run();
      return Math.max(1.2 * seconds, seconds + 0.003);
    },
  };
}

async function scikitLearnRival(
  { scikitLearn, folder, threads }: BenchContext,
  features: ReturnType<typeof factorMatrix>,
  labels: Int32Array,
  { rows, columns, target }: Shape,
): Promise<Rival[]> {
  if (!scikitLearn) return [];
  const table = makeLalTable();
  await scikitLearn.load(
    'table',
    await writeRowMajor(folder, 'table', table, rowCount),
    rowCount,
    featureCount,
  );
  await scikitLearn.load('targets', await writeColumn(folder, 'targets', makeLalTargets(table)), rowCount, 1);
  const options = { max_features: 6, max_depth: 40, max_samples: 0.09, random_state: 1, n_jobs: threads };
  await scikitLearn.fit('regressor', 'table', 'targets', { ...options, n_estimators: treesTimed });
  await scikitLearn.load('rows', await writeRowMajor(folder, 'rows', features, labeled), labeled, columns);
  await scikitLearn.load('labels', await writeColumn(folder, 'labels', labels), labeled, 1);
  await scikitLearn.load(pool, await writeRowMajor(folder, pool, features, rows), rows, columns);
  const run = (): Promise<number> => scikitLearn.lal('rows', 'labels', pool, threads, regressorScale);
  return [{ name: 'scikit-learn', threads, target, run }];
}
