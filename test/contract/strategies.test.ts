import { describe, expect, test } from 'vitest';
import { neverCancelled } from '../../src/engine/cancel.ts';
import { chooseSamples } from '../../src/engine/choose.ts';
import { createLocalLearner } from '../../src/engine/localLearner.ts';
import { fromRowMajor, type FeatureMatrix } from '../../src/engine/matrix.ts';
import { modelFacts } from '../../src/engine/modelFacts.ts';
import { findModel, models } from '../../src/engine/models/index.ts';
import { createRng } from '../../src/engine/rng.ts';
import { findStrategy, strategies } from '../../src/engine/strategies/index.ts';
import { pictureRefusal, suitability } from '../../src/engine/suitability.ts';
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
function pool(rows: number, classes: number): Blobs {
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
const rowsFor = (strategy: Strategy): number => 60 - usualLabels + labelsFor(strategy);

async function roundWith(
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
    ...{ training, classNames, model, machine: context.machine, signal: neverCancelled },
    ...{ queried: training.rows, batchSize: 1 },
    candidates: Int32Array.from(range(labeled, rows)),
    probabilities: () => (predicted ??= Promise.resolve(model.predictAll())),
    rng: createRng(5).fork('score'),
    options: { ...defaults(strategy), ...('poolRows' in strategy.options && { poolRows: 200 }) },
    ownRegressor: () => context.machine.regressor('lal-independent'),
  };
}

const again = (round: Round, over: Partial<Round> = {}): Round => ({
  ...round,
  rng: createRng(5).fork('score'),
  ...over,
});

const asked = (strategy: Strategy, round: Round, count: number) =>
  chooseSamples(strategy.start(), again(round), count, createRng(5).fork('choose'));

/** The same clouds with other features. */
function poolOf(rows: number, classes: number, value: (row: number, column: number) => number) {
  const values = Float32Array.from({ length: rows * 4 }, (_, index) =>
    value(Math.floor(index / 4), index % 4),
  );
  return { ...pool(rows, classes), features: asPictures(fromRowMajor(values, rows, 4)) };
}

const awkward = [
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
async function sessionOf(strategy: Strategy, kind: ModelKind, restart: boolean) {
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
        ...{ strategy: strategy.id, model: kind.id, modelOptions: small(kind), count: 10, batchSize: 10 },
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

async function answersOf(model: Model): Promise<string> {
  return JSON.stringify([[...(await model.predictAll()).data], model.outOfBagAccuracy]);
}

test('ids and titles are unique, and the default comes first', () => {
  expect(new Set(strategies.map(({ id }) => id)).size).toBe(strategies.length);
  expect(new Set(strategies.map(({ title }) => title)).size).toBe(strategies.length);
  expect(strategies[0].id).toBe('margin');
});

test('an unknown id is refused with the known ones', () => {
  expect(() => findStrategy('best')).toThrow(/"best".*margin, uncertainty, least-confident, random/u);
});

test('an unsuitable pair is refused with the models that suit', () => {
  const needy: Strategy = { ...findStrategy('margin'), id: 'needy', needs: ['forest'] };
  const bare = { id: 'bare', title: 'Bare', gives: [], options: {} };
  expect(suitability(needy, bare)).toMatch(/needy cannot run with the model bare: choose the model forest/u);
  expect(suitability(needy, modelFacts[0]!)).toBeNull();
});

test('a model of pictures is refused where there are none', () => {
  const refused = modelFacts.filter((facts) => pictureRefusal(facts, false) !== null);
  expect(refused.map(({ id }) => id)).toEqual(['cnn']);
  expect(pictureRefusal(refused[0]!, false)).toMatch(/cnn is for datasets of images.*choose mlp or forest/u);
  expect(modelFacts.every((facts) => pictureRefusal(facts, true) === null)).toBe(true);
});

describe.each(strategies as readonly Strategy[])('$id', (strategy) => {
  const kinds = models.filter((kind) => suitability(strategy, kind) === null);

  test('runs with some model, and says what it is', () => {
    expect(kinds).not.toHaveLength(0);
    expect(strategy.title).not.toBe('');
    expect(strategy.description).toMatch(/\.$/u);
  });

  describe.each(kinds)('with $id', (kind) => {
    test.each(range(2, 1 + (strategy.classes ?? 10)))(
      'scores every candidate of %i classes finitely, and explains',
      async (classes) => {
        const round = await roundWith(strategy, kind, classes);
        const scorer = strategy.start();
        const scores = await scorer.score(round);
        expect(scores).toHaveLength(round.candidates.length);
        expect(scores.every(Number.isFinite)).toBe(true);
        const { text } = await scorer.explain(round, 0);
        expect(text).toMatch(/^[A-Z].{5,150}\.$/u);
      },
    );

    test('the same seed gives the same scores, and the model stays as it was', async () => {
      const round = await roundWith(strategy, kind, 3);
      const before = await answersOf(round.model);
      const scores = await strategy.start().score(again(round));
      expect(await strategy.start().score(again(round))).toEqual(scores);
      expect(await answersOf(round.model)).toBe(before);
    });

    test.each([1, 7, 36, 500])('chooses %i different samples, or all there are', async (count) => {
      const round = await roundWith(strategy, kind, 3);
      const { places, scores } = await asked(strategy, round, count);
      const { length } = round.candidates;
      expect(places).toHaveLength(Math.min(count, length));
      expect(scores).toHaveLength(places.length);
      expect(new Set(places).size).toBe(places.length);
      expect(places.every((place) => place >= 0 && place < length)).toBe(true);
      expect(scores.every(Number.isFinite)).toBe(true);
      expect(await asked(strategy, round, count)).toEqual({ places, scores });
    });

    test.each(awkward)('bears %s', async (_, dataOf) => {
      const rows = rowsFor(strategy);
      const round = await roundWith(strategy, kind, 2, rows, dataOf(rows));
      const scores = await strategy.start().score(again(round));
      expect(scores).toHaveLength(36);
      expect(scores.every(Number.isFinite)).toBe(true);
      const { places } = await asked(strategy, round, 36);
      expect([...places].sort((a, b) => a - b)).toEqual(range(0, 36));
    });

    test('bears labels of one class only', async () => {
      const rows = rowsFor(strategy);
      const data = pool(rows, 2);
      const round = await roundWith(strategy, kind, 2, rows, { ...data, labels: data.labels.map(() => 1) });
      expect((await strategy.start().score(again(round))).every(Number.isFinite)).toBe(true);
      expect((await asked(strategy, round, 5)).places).toHaveLength(5);
    });

    test.runIf(strategy.startsUnlabeled)('begins without any label', async () => {
      const data = { ...pool(60, 3), machine: plainMachine() };
      const request = requestOver(data, [], { strategy: strategy.id, model: kind.id, count: 70 });
      const { rows, predicted, reasons } = await createLocalLearner(data).round(request, neverCancelled);
      expect([...rows].sort((a, b) => a - b)).toEqual(range(0, 60));
      expect(predicted.every((label) => label === -1)).toBe(true);
      expect(reasons.every(({ text }) => text.endsWith('.'))).toBe(true);
    });

    test('its state survives a restart: what JSON gives back leads to the same questions', async () => {
      expect(await sessionOf(strategy, kind, true)).toEqual(await sessionOf(strategy, kind, false));
    });

    test.runIf(strategy.id !== 'random')('scores and choices belong to rows, not to places', async () => {
      const round = await roundWith(strategy, kind, 4);
      const scores = await strategy.start().score(again(round));
      const reversed = again(round, { candidates: round.candidates.toReversed() });
      expect(await strategy.start().score(reversed)).toEqual(scores.toReversed());
      const last = round.candidates.length - 1;
      const { places } = await asked(strategy, round, 5);
      expect((await asked(strategy, reversed, 5)).places).toEqual(places.map((place) => last - place));
    });

    test('one candidate, or a large pool', async () => {
      const round = await roundWith(strategy, kind, 3, 1500);
      expect(await strategy.start().score(round)).toHaveLength(round.candidates.length);
      const single = again(round, { candidates: round.candidates.slice(0, 1) });
      expect(await strategy.start().score(single)).toHaveLength(1);
      expect([...(await asked(strategy, single, 5)).places]).toEqual([0]);
    });
  });
});

test.each(['margin', 'uncertainty', 'least-confident'])(
  '%s prefers what the model cannot tell apart',
  async (id) => {
    const data = Float32Array.from([1, 0, 0, 0.5, 0.5, 0, 0.9, 0.1, 0]);
    const round = again(await roundWith(findStrategy(id), findModel('logistic'), 3), {
      candidates: Int32Array.from([0, 1, 2]),
      probabilities: () => ({ rows: 3, classes: 3, data }),
    });
    const [sure, torn, likely] = await findStrategy(id).start().score(round);
    expect(torn).toBeGreaterThan(likely!);
    expect(likely).toBeGreaterThan(sure!);
  },
);

test('the models a host knows are the models there are', () => {
  const facts = models.map(({ id, title, gives, outOfBag, needsPictures, options }: ModelKind) => ({
    ...{ id, title, gives, options },
    ...(outOfBag !== undefined && { outOfBag }),
    ...(needsPictures !== undefined && { needsPictures }),
  }));
  expect(modelFacts).toEqual(facts);
  expect(findModel('forest')).toBe(models[0]);
});
