import { describe, expect, it } from 'vitest';
import { benchmarks } from '../../../src/cli/bench/benchmarks.ts';
import { runContest } from '../../../src/cli/bench/measure.ts';
import { median } from '../../../src/engine/math/median.ts';
import { benchText, formatSeconds } from '../../../src/cli/bench/report.ts';
import type { Benchmark, Rival } from '../../../src/cli/bench/types.ts';

/** A run that claims the given times, one after the other, and notes when it was called. */
function claims(name: string, seconds: readonly number[], calls: string[]) {
  let next = 0;
  return () => {
    calls.push(name);
    return Promise.resolve(seconds[next++ % seconds.length]!);
  };
}

const close = (): void => undefined;

describe('median', () => {
  it.each([
    [[3], 3],
    [[9, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });
});

describe('runContest', () => {
  it('runs in turns after one run to warm up, and takes the median of the ratios of pairs', async () => {
    const calls: string[] = [];
    const rival: Rival = { name: 'them', threads: 2, target: 3, run: claims('them', [8, 30, 9], calls) };
    const ours = claims('us', [100, 2, 3, 3], calls);
    const results = await runContest('id', 'title', { ours, rivals: [rival], close }, 3);
    expect(calls).toEqual(['us', 'us', 'them', 'us', 'them', 'us', 'them']);
    expect(results).toEqual([
      {
        benchmark: 'id',
        title: 'title',
        ours: 3,
        rival: 'them',
        threads: 2,
        theirs: 9,
        ratio: 4,
        lowest: 3,
        highest: 10,
        pairs: 3,
        target: 3,
        met: true,
        scaledBy: null,
        note: null,
      },
    ]);
  });

  it('multiplies the times of a rival that ran a part of the work, and says so', async () => {
    const rival: Rival = { name: 'slow', threads: 1, scaledBy: 100, run: claims('slow', [0.5], []) };
    const contest = { ours: claims('us', [2], []), rivals: [rival], close };
    const results = await runContest('id', 'title', contest, 1);
    expect(results).toMatchObject([{ theirs: 50, ratio: 25, scaledBy: 100, target: null, met: null }]);
    const text = benchText(results);
    expect(text).toContain('slow (× 100)');
    expect(text).toContain('its time is multiplied by n');
  });

  it('says once what the work gave, beside its time, and warms up as it is told', async () => {
    const calls: string[] = [];
    const rival = (name: string): Rival => ({ name, threads: 1, run: claims(name, [1], calls) });
    const contest = {
      ours: claims('us', [1], calls),
      rivals: [rival('a'), rival('b')],
      close,
      warmUp: claims('warm', [1], calls),
      note: () => Promise.resolve('the estimate is off by 0.02.'),
    };
    const results = await runContest('id', 'title', contest, 1);
    expect(calls).toEqual(['warm', 'us', 'a', 'warm', 'us', 'b']);
    expect(results.map(({ note }) => note)).toEqual(Array(2).fill('the estimate is off by 0.02.'));
    expect(benchText(results).match(/id: the estimate is off by 0\.02\./gu)).toHaveLength(1);
  });

  it('misses a target that the median does not reach', async () => {
    const rival: Rival = { name: 'them', threads: 1, target: 0.5, run: claims('them', [0.9], []) };
    const results = await runContest(
      'id',
      'title',
      { ours: claims('us', [2], []), rivals: [rival], close },
      1,
    );
    expect(results).toMatchObject([{ ratio: 0.45, met: false }]);
    expect(benchText(results)).toMatch(/them +1 +2\.00 s +900 ms +0\.45 +one pair +≥ 0\.50 +no/);
  });

  it('measures ours alone where no rival is installed', async () => {
    const contest = { ours: claims('us', [7, 1, 2, 4], []), rivals: [], close };
    const results = await runContest('id', 'title', contest, 3);
    expect(results).toMatchObject([{ ours: 2, rival: null, theirs: null, ratio: null, met: null }]);
    expect(benchText(results)).toMatch(/^id +– +2\.00 s$/m);
  });
});

it('writes seconds with three digits in the unit that suits', () => {
  expect([12.345, 0.0123, 0.00001].map(formatSeconds)).toEqual(['12.3 s', '12.3 ms', '10.0 µs']);
});

it("has benchmarks with distinct names, of which none begins with the name of another one's group", () => {
  expect(new Set(benchmarks.map(({ id }) => id)).size).toBe(benchmarks.length);
  const all: readonly Benchmark[] = benchmarks;
  for (const { id, group } of all)
    for (const other of ['neural', 'igradv'].filter((name) => name !== group))
      expect(id.startsWith(`${other}-`)).toBe(false);
});
