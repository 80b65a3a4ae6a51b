import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Outcome } from '../../../src/cli/bench/strategies/ledger.ts';
import { findingsOf } from '../../../src/cli/bench/strategies/findings.ts';
import { rankStrategies } from '../../../src/cli/bench/strategies/ranking.ts';
import { sectionsOf } from '../../../src/cli/bench/strategies/sections.ts';
import { blobs, range } from '../engine/blobs.ts';
import { labelScout } from './commandLine.ts';

const outcome = (dataset: string, strategy: string, repeat: number, area: number): Outcome => ({
  ...{ settings: '', rows: 10, features: 2, classes: 2, model: 'forest', last: area, seconds: 0.5 },
  ...{ dataset, strategy, repeat, area },
});

/** Areas of eight repeats: noise that all strategies share, plus the strategy's own part. */
const outcomesOf = (dataset: string, parts: Readonly<Record<string, number>>): readonly Outcome[] =>
  Object.entries(parts).flatMap(([strategy, part]) =>
    range(0, 8).map((repeat) => outcome(dataset, strategy, repeat, 0.5 + repeat / 20 + part)),
  );

describe('ranking', () => {
  const outcomes = [
    ...outcomesOf('first', { random: 0, margin: 0.02, other: 0.03 }),
    ...outcomesOf('second', { random: 0, margin: 0.02, other: -0.01 }),
    ...outcomesOf('third', { random: 0, margin: 0 }),
  ];

  test('compares paired repeats, on the datasets that all strategies have', () => {
    const { datasets, repeats, ranked } = rankStrategies(outcomes, 'forest', ['random', 'margin', 'other']);
    expect(datasets).toEqual(['first', 'second']);
    expect(repeats).toBe(8);
    expect(ranked.map(({ strategy, rank }) => [strategy, rank])).toEqual([
      ['margin', 1.5],
      ['other', 2],
      ['random', 2.5],
    ]);
    const other = ranked[1]!;
    expect(other.gain).toBeCloseTo(0.01, 12);
    expect(other.gainError).toBeCloseTo(0.02, 12);
    expect(other.versusRandom).toEqual({ wins: 1, ties: 0, losses: 1 });
    expect(other.versusMargin).toEqual({ wins: 1, ties: 0, losses: 1 });
  });

  test('calls it a tie where the repeats do not agree', () => {
    const noisy = range(0, 8).map((repeat) => outcome('first', 'other', repeat, repeat % 2));
    const { ranked } = rankStrategies(
      [...outcomesOf('first', { random: 0, margin: 0 }), ...noisy],
      'forest',
      [...['random', 'margin', 'other']],
    );
    expect(ranked.find(({ strategy }) => strategy === 'other')!.versusRandom.ties).toBe(1);
  });

  test('drops repeats that one strategy lacks', () => {
    const short = outcomes.filter(({ strategy, repeat }) => strategy !== 'other' || repeat < 3);
    expect(rankStrategies(short, 'forest', ['random', 'margin', 'other']).repeats).toBe(3);
  });

  test('says nothing where nothing was measured', () => {
    expect(rankStrategies([], 'forest', ['random', 'margin']).ranked).toEqual([]);
  });

  test('its findings are what the first ranking says of a strategy', () => {
    const general = rankStrategies(outcomes, 'forest', ['random', 'margin']);
    const narrow = rankStrategies(outcomes, 'forest', ['random', 'margin', 'other']);
    const { forest } = findingsOf([general, narrow]);
    expect(Object.keys(forest!)).toEqual(['margin', 'other']);
    expect(forest!['margin']).toMatchObject({ datasets: 3, wins: 2, losses: 0, seconds: 0.5 });
    expect(forest!['other']).toMatchObject({ datasets: 2, wins: 1, losses: 1 });
  });
});

test('strategies measured in fewer simulations stand in a table of their own, with all the others', () => {
  const outcomes = [
    ...outcomesOf('first', { random: 0, margin: 0.02, other: 0.03 }),
    ...outcomesOf('second', { random: 0, margin: 0.02 }),
  ];
  const sections = sectionsOf(['forest'], ['random', 'margin', 'other', 'never'], outcomes);
  expect(
    sections.map(({ heading, ranking }) => [heading, ranking.datasets.length, ranking.ranked.length]),
  ).toEqual([
    ['With `forest`', 2, 2],
    ['With `forest`, two classes', 1, 3],
  ]);
});

describe('bench strategies', () => {
  function prepare() {
    const folder = mkdtempSync(join(tmpdir(), 'label-scout-bench-test-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const { features, labels } = blobs(80, 2, 3);
    const rows = [...labels].map(
      (label, row) => `${features.data[row]},${features.data[1024 + row]},${label}`,
    );
    writeFileSync(join(folder, 'clouds.csv'), ['x,y,class', ...rows, ''].join('\n'));
    const results = join(folder, 'results/outcomes.jsonl');
    const flags = ['--data', folder, '--results', results, '--budget', '8', '--model', 'logistic'];
    return {
      page: join(folder, 'page.md'),
      results,
      run: (...more: string[]) =>
        labelScout(['bench', 'strategies', ...flags, '--strategy', 'uncertainty', ...more]),
    };
  }

  test('goes on where it ended, and writes the measured part of a page anew', async () => {
    const { run, results, page } = prepare();
    expect((await run('--repeats', '1')).code).toBe(0);
    const first = readFileSync(results, 'utf8');
    expect(first.trim().split('\n')).toHaveLength(3);
    writeFileSync(page, 'Before.\n\n<!-- measured: begin --><!-- measured: end -->\n\nAfter.\n');
    const { code, out } = await run('--repeats', '2', '--out', page);
    expect(code).toBe(0);
    expect(out).toMatch(/1 dataset, 2 paired repeats each/u);
    const second = readFileSync(results, 'utf8');
    expect(second.startsWith(first)).toBe(true);
    expect(second.trim().split('\n')).toHaveLength(6);
    expect(readFileSync(page, 'utf8')).toMatch(/^Before\.[^]*`uncertainty`[^]*After\.\n$/u);
    expect((await run('--repeats', '2', '--no-measure')).out).toBe(out);
  });

  test('takes up after a line that was cut short, and leaves other settings alone', async () => {
    const { run, results } = prepare();
    await run('--repeats', '1');
    const lines = readFileSync(results, 'utf8').split('\n');
    writeFileSync(results, `${lines[0]}\n${lines[1]!.slice(0, 40)}\n`);
    await run('--repeats', '1');
    expect(readFileSync(results, 'utf8').trim().split('\n')).toHaveLength(4);
    await run('--repeats', '1', '--batch', '2');
    expect(readFileSync(results, 'utf8').trim().split('\n')).toHaveLength(7);
  });

  test('refuses what it does not know', async () => {
    const { run } = prepare();
    expect(await run('--dataset', 'cloud')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/There are: clouds/u) as string,
    });
    const empty = await labelScout(['bench', 'strategies', '--data', '/nowhere']);
    expect(empty).toMatchObject({ code: 1, err: expect.stringMatching(/benchmark-data\.mjs/u) as string });
  });
});
