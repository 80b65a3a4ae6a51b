import { neverCancelled } from '../../src/engine/cancel.ts';
import { chooseSamples } from '../../src/engine/choose.ts';
import { createLocalLearner } from '../../src/engine/learner/localLearner.ts';
import { fromRowMajor, type FeatureMatrix } from '../../src/engine/matrix.ts';
import { createRng } from '../../src/engine/rng.ts';
import type {
  FitContext,
  Model,
  ModelKind,
  Probabilities,
  Round,
  Strategy,
  TrainingSet,
} from '../../src/engine/types.ts';
import { asPictures, blobs, plainMachine, range, requestOver, type Blobs } from '../unit/engine/blobs.ts';

const defaults = ({ options }: Pick<Strategy, 'options'>) =>
  Object.fromEntries(Object.entries(options).map(([name, definition]) => [name, definition.default]));

/** Options that keep a model small where it has such. */
const small = (model: ModelKind) => ({
  ...defaults(model),
  ...('trees' in model.options && { trees: 10 }),
  ...('minimumSteps' in model.options && { minimumSteps: 20, epochs: 3 }),
});

const pools = new Map<string, Blobs>();

/** The same clouds, and the same object, for the same numbers: models of it are fitted once. */
export function pool(rows: number, classes: number): Blobs {
  const key = `${rows} ${classes}`;
  const known = pools.get(key) ?? blobs(rows, classes, classes);
  pools.set(key, known);
  return known;
}

const fitted = new Map<string, Promise<Model>>();
const names = new WeakMap<FeatureMatrix, number>();
let lastName = 0;

/** A model depends on its data and its kind alone, so strategies share it; networks that are watched in training are not. */
function fitOnce(kind: ModelKind, training: TrainingSet, context: FitContext): Promise<Model> {
  if (context.measure !== undefined) return Promise.resolve(kind.fit(training, context));
  const name = names.get(training.features) ?? ++lastName;
  names.set(training.features, name);
  const key = `${kind.id} ${name} ${training.labels.join('')}`;
  const model = fitted.get(key) ?? Promise.resolve(kind.fit(training, context));
  fitted.set(key, model);
  return model;
}

/** Labels of a round; what is left of 60 rows, or of as many more as the strategy needs, are its candidates. */
const usualLabels = 24;
const labelsFor = ({ minimumLabels = 0 }: Strategy): number => Math.max(usualLabels, minimumLabels);
export const rowsFor = (strategy: Strategy): number => 60 - usualLabels + labelsFor(strategy);

export async function roundWith(
  strategy: Strategy,
  kind: ModelKind,
  wanted: number,
  rows = rowsFor(strategy),
  { features, labels, classNames } = pool(rows, Math.min(wanted, strategy.classes ?? wanted)),
): Promise<Round> {
  const classes = classNames.length;
  const labeled = labelsFor(strategy);
  const training: TrainingSet = {
    features,
    rows: Int32Array.from(range(0, labeled)),
    labels: labels.slice(0, labeled),
    classCount: classes,
  };
  const context = {
    rng: createRng(9),
    signal: neverCancelled,
    options: small(kind),
    machine: plainMachine(),
    measure: strategy.measures?.({ queried: training.rows, batchSize: 1, options: defaults(strategy) }),
  };
  const model = await fitOnce(kind, training, context);
  let predicted: Promise<Probabilities> | undefined;
  return {
    training,
    classNames,
    model,
    machine: context.machine,
    signal: neverCancelled,
    queried: training.rows,
    batchSize: 1,
    candidates: Int32Array.from(range(labeled, rows)),
    probabilities: () => (predicted ??= Promise.resolve(model.predictAll())),
    rng: createRng(5).fork('score'),
    options: { ...defaults(strategy), ...('poolRows' in strategy.options && { poolRows: 200 }) },
    ownRegressor: () => context.machine.regressor('lal-independent'),
  };
}

export const again = (round: Round, over: Partial<Round> = {}): Round => ({
  ...round,
  rng: createRng(5).fork('score'),
  ...over,
});

export const asked = (strategy: Strategy, round: Round, count: number) =>
  chooseSamples(strategy.start(), again(round), count, createRng(5).fork('choose'));

/** The same clouds with other features. */
function poolOf(rows: number, classes: number, value: (row: number, column: number) => number) {
  const values = Float32Array.from({ length: rows * 4 }, (_, index) =>
    value(Math.floor(index / 4), index % 4),
  );
  return { ...pool(rows, classes), features: asPictures(fromRowMajor(values, rows, 4)) };
}

export const awkward = [
  ['all rows the same', (rows: number) => poolOf(rows, 2, (_, column) => column)],
  ['rows that repeat', (rows: number) => poolOf(rows, 2, (row, column) => (row % 3) + column)],
  ['constant columns', (rows: number) => poolOf(rows, 2, (row, column) => (column === 0 ? row % 7 : 2))],
  ['rows of zeros', (rows: number) => poolOf(rows, 2, () => 0)],
  ['great values', (rows: number) => poolOf(rows, 2, (row, column) => (row - 30) * 1e6 + column)],
] as const;

/** Options under which a strategy keeps most between rounds. */
const keepingAll = (strategy: Strategy) => ({
  ...defaults(strategy),
  ...('trainingRows' in strategy.options && { trainingRows: 'all' }),
});

/** What is asked in three rounds of ten, and what is kept at the end; with `restart` as if each round had a session of its own. */
export async function sessionOf(strategy: Strategy, kind: ModelKind, restart: boolean) {
  const data = { ...pool(rowsFor(strategy), strategy.classes ?? 3), machine: plainMachine() };
  const learner = createLocalLearner({
    ...data,
    ownRegressor: () => data.machine.regressor('lal-independent'),
  });
  const start = range(0, labelsFor(strategy));
  const labeled = [...start];
  let state: unknown;
  for (let round = 0; round < 3; round++) {
    const { rows, ...result } = await learner.round(
      requestOver(data, labeled, {
        strategy: strategy.id,
        model: kind.id,
        modelOptions: small(kind),
        count: 10,
        batchSize: 10,
        strategyOptions: keepingAll(strategy),
        queried: Int32Array.from(labeled.slice(start.length)),
        state,
      }),
      neverCancelled,
    );
    labeled.push(...rows);
    const kept: unknown = result.state;
    state = restart && kept !== undefined ? (JSON.parse(JSON.stringify(kept)) as unknown) : kept;
  }
  return { asked: labeled.slice(start.length), state };
}
