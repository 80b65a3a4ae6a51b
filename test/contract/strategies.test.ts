import { describe, expect, test } from 'vitest';
import { neverCancelled } from '../../src/engine/cancel.ts';
import { createLocalLearner } from '../../src/engine/learner/localLearner.ts';
import { findModel, models } from '../../src/engine/models/index.ts';
import { findStrategy, strategies } from '../../src/engine/strategies/index.ts';
import { suitability } from '../../src/engine/suitability.ts';
import type { Model, Strategy } from '../../src/engine/types.ts';
import { plainMachine, range, requestOver } from '../unit/engine/blobs.ts';
import { again, asked, awkward, pool, roundWith, rowsFor, sessionOf } from './rounds.ts';

async function answersOf(model: Model): Promise<string> {
  return JSON.stringify([[...(await model.predictAll()).data], model.outOfBagAccuracy]);
}

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
