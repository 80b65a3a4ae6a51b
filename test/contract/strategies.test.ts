import { describe, expect, test } from 'vitest';
import { neverCancelled } from '../../src/engine/cancel.ts';
import { modelFacts } from '../../src/engine/modelFacts.ts';
import { findModel, models } from '../../src/engine/models/index.ts';
import { createRng } from '../../src/engine/rng.ts';
import { findStrategy, strategies } from '../../src/engine/strategies/index.ts';
import { suitability } from '../../src/engine/suitability.ts';
import type {
  Model,
  ModelKind,
  Probabilities,
  Round,
  Strategy,
  TrainingSet,
} from '../../src/engine/types.ts';
import { blobs, plainMachine, range } from '../unit/engine/blobs.ts';

const defaults = ({ options }: Pick<Strategy, 'options'>) =>
  Object.fromEntries(Object.entries(options).map(([name, definition]) => [name, definition.default]));

/** Options that keep a model small where it has such. */
const small = (model: ModelKind) => ({
  ...defaults(model),
  ...('trees' in model.options && { trees: 10 }),
  ...('minimumSteps' in model.options && { minimumSteps: 20, epochs: 3 }),
});

async function roundWith(strategy: Strategy, kind: ModelKind, wanted: number, rows = 60): Promise<Round> {
  const classes = Math.min(wanted, strategy.classes ?? wanted);
  const { features, labels, classNames } = blobs(rows, classes, classes);
  const labeled = Math.max(24, strategy.minimumLabels ?? 0);
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
  };
  const model = await kind.fit(training, context);
  let predicted: Promise<Probabilities> | undefined;
  return {
    ...{ training, classNames, model, machine: context.machine, signal: neverCancelled },
    ...{ queried: training.rows, batchSize: 1 },
    candidates: Int32Array.from(range(labeled, rows)),
    probabilities: () => (predicted ??= Promise.resolve(model.predictAll())),
    rng: createRng(5).fork('score'),
    options: defaults(strategy),
  };
}

const again = (round: Round, over: Partial<Round> = {}): Round => ({
  ...round,
  rng: createRng(5).fork('score'),
  ...over,
});

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

    test('its state survives a structured clone', async () => {
      const round = await roundWith(strategy, kind, 3);
      const scorer = strategy.start();
      await scorer.score(again(round));
      const saved = structuredClone(scorer.save?.());
      expect(await strategy.start(saved).score(again(round))).toEqual(await scorer.score(again(round)));
    });

    test.runIf(strategy.usesModel)('scores belong to rows, not to places', async () => {
      const round = await roundWith(strategy, kind, 4);
      const scores = await strategy.start().score(again(round));
      const reversed = again(round, { candidates: round.candidates.toReversed() });
      expect(await strategy.start().score(reversed)).toEqual(scores.toReversed());
    });

    test('one candidate, or a large pool', async () => {
      const round = await roundWith(strategy, kind, 3, 1500);
      expect(await strategy.start().score(round)).toHaveLength(round.candidates.length);
      const single = again(round, { candidates: round.candidates.slice(0, 1) });
      expect(await strategy.start().score(single)).toHaveLength(1);
    });

    test.runIf(strategy.usesModel)('prefers what the model cannot tell apart', async () => {
      const data = Float32Array.from([1, 0, 0, 0.5, 0.5, 0, 0.9, 0.1, 0]);
      const round = again(await roundWith(strategy, kind, 3), {
        candidates: Int32Array.from([0, 1, 2]),
        probabilities: () => ({ rows: 3, classes: 3, data }),
      });
      if (strategy.needs.length > 0) return;
      const [sure, torn, likely] = await strategy.start().score(round);
      expect(torn).toBeGreaterThan(likely!);
      expect(likely).toBeGreaterThan(sure!);
    });
  });
});

test('the models a host knows are the models there are', () => {
  const facts = models.map(({ id, title, gives, options }) => ({ id, title, gives, options }));
  expect(modelFacts).toEqual(facts);
  expect(findModel('forest')).toBe(models[0]);
});
