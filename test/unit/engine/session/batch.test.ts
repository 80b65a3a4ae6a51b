import { describe, expect, test } from 'vitest';
import { prefetchedRows } from '../../../../src/engine/session/batch.ts';
import { labelTruly, openBench, type Bench } from './helpers.ts';

const inBatches = (batchSize: number, testShare = 0) => ({ settings: { batchSize, testShare } });

/** Rounds that ranked something, by the number of labels behind them. */
const ranked = ({ learner }: Bench): number[] =>
  learner.requests.filter(({ count }) => count > 0).map(({ round }) => round);

const placeOf = ({ session }: Bench) => session.snapshot.question!.batch;

async function skip(bench: Bench): Promise<string> {
  const { id } = bench.session.snapshot.question!;
  await bench.session.skip(id);
  await bench.session.idle();
  return id;
}

describe('a batch', () => {
  test('counts its samples, and begins anew after the last', async () => {
    const bench = await openBench(inBatches(4));
    const places: number[] = [];
    for (let step = 0; step < 10; step++) {
      expect(placeOf(bench)!.size).toBe(4);
      places.push(placeOf(bench)!.place);
      await labelTruly(bench, 1);
    }
    expect(places).toEqual([1, 2, 3, 4, 1, 2, 3, 4, 1, 2]);
  });

  test('says of each question that may follow where that one stands', async () => {
    const bench = await openBench(inBatches(3));
    await labelTruly(bench, 4);
    const { question, next } = bench.session.snapshot;
    expect(question!.batch).toEqual({ place: 2, size: 3 });
    expect(next['class 0']!.batch).toEqual({ place: 3, size: 3 });
    expect(next['']!.batch).toEqual({ place: 2, size: 3 });
  });

  test('is the setting only: one by one, nothing is counted', async () => {
    const bench = await openBench({ settings: { testShare: 0 } });
    await labelTruly(bench, 3);
    expect(placeOf(bench)).toBeNull();
  });

  test('is smaller where the pool ends, and leaves out what was left for later', async () => {
    const bench = await openBench({ rows: 11, ...inBatches(4) });
    await labelTruly(bench, 8);
    expect(placeOf(bench)).toEqual({ place: 1, size: 3 });
    const left = await skip(bench);
    expect(placeOf(bench)).toEqual({ place: 1, size: 2 });
    await labelTruly(bench, 2);
    expect(bench.session.snapshot.question).toMatchObject({ id: left, batch: null });
  });

  test('goes on after a skip without another ranking, closed and reopened too', async () => {
    const bench = await openBench(inBatches(5));
    await labelTruly(bench, 7);
    const before = ranked(bench).length;
    const skipped = [await skip(bench), await skip(bench)];
    expect(ranked(bench).length).toBe(before);
    expect(placeOf(bench)).toEqual({ place: 3, size: 5 });
    const again = await openBench({ files: bench.files, ...inBatches(5) });
    expect(again.session.snapshot.question).toEqual(bench.session.snapshot.question);
    const asked = await labelTruly(bench, 8);
    for (const id of skipped) expect(asked).not.toContain(id);
  });

  test('leaves what was skipped before it out of its ranking', async () => {
    const bench = await openBench(inBatches(5));
    await labelTruly(bench, 2);
    const skipped = await skip(bench);
    await labelTruly(bench, 4);
    const row = Number(skipped.slice('row '.length));
    const rounds = bench.learner.requests.filter(({ count }) => count > 0);
    expect(
      rounds.filter(({ round }) => round === 0).every(({ candidates }) => candidates.includes(row)),
    ).toBe(true);
    expect(rounds.some(({ round }) => round === 5)).toBe(true);
    expect(rounds.some(({ round, candidates }) => round === 5 && candidates.includes(row))).toBe(false);
  });

  test('is ranked again once its ranking has been skipped through, so that no sample comes unranked', async () => {
    const bench = await openBench({ rows: 90, ...inBatches(3) });
    await labelTruly(bench, 4);
    for (let step = 0; step < prefetchedRows + 3; step++) {
      await skip(bench);
      expect(bench.session.snapshot.question).toMatchObject({ batch: { place: 2, size: 3 } });
      expect(bench.session.snapshot.question!.score).not.toBeNull();
    }
  });

  test('takes an answer back into its place', async () => {
    const bench = await openBench(inBatches(4));
    const asked = await labelTruly(bench, 4);
    expect(placeOf(bench)).toEqual({ place: 1, size: 4 });
    await bench.session.undo();
    expect(bench.session.snapshot.question).toMatchObject({ id: asked[3], batch: { place: 4, size: 4 } });
    await bench.session.redo();
    await bench.session.idle();
    expect(placeOf(bench)).toEqual({ place: 1, size: 4 });
    bench.session.goTo(asked[1]!);
    expect(bench.session.snapshot.question).toMatchObject({ id: asked[1], batch: null });
  });

  test('does not count labels the data came with, nor questions that measure', async () => {
    const bench = await openBench({ rows: 80, existing: [0, 1, 2, 3, 4, 5, 6], ...inBatches(4, 0.25) });
    const places: (number | null)[] = [];
    for (let step = 0; step < 24; step++) {
      const { purpose } = bench.session.snapshot.question!;
      if (purpose === 'test') expect(placeOf(bench)).toBeNull();
      else places.push(placeOf(bench)!.place);
      await labelTruly(bench, 1);
    }
    expect(places.length).toBeLessThan(24);
    expect(places).toEqual(places.map((_, index) => (index % 4) + 1));
  });
});
