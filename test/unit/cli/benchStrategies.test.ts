import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  appendOutcomes,
  readOutcomes,
  rounded,
  type Outcome,
} from '../../../src/cli/bench/strategies/ledger.ts';
import { findingsOf } from '../../../src/cli/bench/strategies/findings.ts';
import { benchmarkPage } from '../../../src/cli/bench/strategies/page.ts';
import { rankStrategies } from '../../../src/cli/bench/strategies/ranking.ts';
import { sectionsOf } from '../../../src/cli/bench/strategies/sections.ts';
import { SharedLedger } from '../../../src/cli/bench/strategies/sharedLedger.ts';
import { blobs, range } from '../engine/blobs.ts';
import { labelScout } from './commandLine.ts';

const outcome = (dataset: string, strategy: string, repeat: number, area: number): Outcome => ({
  ...{ rows: 10, features: 2, classes: 2, model: 'forest', last: area, seconds: 0.5 },
  ...{ initial: 2, budget: 100, batch: 1, seed: 1 },
  ...{ dataset, strategy, repeat, area },
});

/** Areas of eight repeats: noise that all strategies share, plus the strategy's own part. */
const outcomesOf = (dataset: string, parts: Readonly<Record<string, number>>): readonly Outcome[] =>
  Object.entries(parts).flatMap(([strategy, part]) =>
    range(0, 8).map((repeat) => outcome(dataset, strategy, repeat, 0.5 + repeat / 20 + part)),
  );

/** The outcomes under other names of strategies. */
const renamed = (outcomes: readonly Outcome[], names: Readonly<Record<string, string>>): readonly Outcome[] =>
  outcomes.map((each) => ({ ...each, strategy: names[each.strategy] ?? each.strategy }));

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

  test('leaves out a dataset of which too little is known, where more is known of others', () => {
    const fewOf = (dataset: string, repeats: number) =>
      outcomes.filter((each) => each.dataset !== dataset || each.repeat < repeats);
    const datasetsOf = (own: readonly Outcome[]) =>
      rankStrategies(own, 'forest', ['random', 'margin']).datasets;
    expect(datasetsOf(fewOf('second', 5))).toEqual(['first', 'third']);
    expect(datasetsOf(fewOf('second', 6))).toEqual(['first', 'second', 'third']);
    expect(datasetsOf(outcomes.filter(({ repeat }) => repeat < 2))).toEqual(['first', 'second', 'third']);
  });

  test('says nothing where nothing was measured', () => {
    expect(rankStrategies([], 'forest', ['random', 'margin']).ranked).toEqual([]);
  });

  test('its findings are what the first ranking says of a strategy', () => {
    const uncertain = renamed(outcomes, { other: 'uncertainty' });
    const { forest } = findingsOf(sectionsOf(uncertain));
    expect(Object.keys(forest!)).toEqual(['margin', 'random', 'uncertainty']);
    expect(forest!['random']).toMatchObject({
      ...{ datasets: 3, seconds: 0.5 },
      overRandom: { gain: 0, wins: 0, losses: 0 },
    });
    expect(forest!['margin']).toMatchObject({
      ...{ datasets: 3, initial: 2, batch: 1, seconds: 0.5 },
      overRandom: { wins: 2, losses: 0 },
      overMargin: { gain: 0, wins: 0, losses: 0 },
    });
    expect(forest!['uncertainty']).toMatchObject({
      datasets: 2,
      overRandom: { gain: 0.01, wins: 1, losses: 1 },
      overMargin: { gain: -0.01, wins: 1, losses: 1 },
    });
  });

  test('says nothing of so few repeats that no test could tell', () => {
    expect(findingsOf(sectionsOf(outcomes.filter(({ repeat }) => repeat < 5)))).toEqual({});
  });
});

describe('tables', () => {
  const outcomes = [
    ...outcomesOf('first', { random: 0, margin: 0.02, quire: 0.03 }),
    ...outcomesOf('second', { random: 0, margin: 0.02 }),
  ];
  const summaryOf = (all: readonly Outcome[]) =>
    sectionsOf(all).map(({ heading, ranking }) => [heading, ranking.datasets.length, ranking.ranked.length]);

  test('strategies measured in fewer simulations have one of their own, with all the others', () => {
    expect(summaryOf(outcomes)).toEqual([
      ['With `forest`', 2, 2],
      ['With `forest`, two classes', 1, 3],
    ]);
  });

  test('each way of asking has its own, and is never mixed with another', () => {
    const batches = outcomes.map((each) => ({ ...each, batch: 10, initial: 50 }));
    expect(summaryOf([...batches, ...outcomes]).slice(2)).toEqual([
      ['With `forest`, 50 to 100 labels, 10 at a time', 2, 2],
      ['With `forest`, 50 to 100 labels, 10 at a time, two classes', 1, 3],
    ]);
  });

  test('the page says what could have been measured and was not', () => {
    const page = benchmarkPage(outcomes, sectionsOf(outcomes));
    const [sentence] = /Possible and not measured: .*/u.exec(page)!;
    expect(sentence).toMatch(/`committee`[^;]* with `forest`; everything with `logistic`;/u);
    expect(sentence.split(';')[0]).not.toMatch(/`quire`|`margin`|`kapoor`/u);
  });

  test('what is for fewer classes than the datasets have is not called possible', () => {
    const pageOf = (classes: number): string => {
      const measured = outcomes
        .filter(({ strategy }) => strategy !== 'quire')
        .map((each) => ({ ...each, classes }));
      return benchmarkPage(measured, sectionsOf(measured));
    };
    expect(pageOf(2)).toMatch(/`quire`[^;]* with `forest`/u);
    expect(pageOf(3)).not.toMatch(/`quire`[^;]* with `forest`/u);
  });

  test('what has no simulation in common with random has none', () => {
    expect(summaryOf(outcomes.filter(({ strategy }) => strategy !== 'random'))).toEqual([]);
  });
});

describe('the file of outcomes', () => {
  const place = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'label-scout-ledger-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    return join(folder, 'outcomes.csv');
  };

  test('gives back what was kept, to the digits it keeps, names with commas too', async () => {
    const file = place();
    const kept = [
      outcome('a, "b"', 'margin', 3, 0.123456789),
      { ...outcome('c', 'random', 0, 1), seconds: 1.2345e-4 },
    ];
    await appendOutcomes(file, kept.slice(0, 1));
    await appendOutcomes(file, kept.slice(1));
    expect(await readOutcomes(file)).toEqual(kept.map(rounded));
    expect(rounded(kept[0]!)).toEqual({ ...kept[0]!, area: 0.12346, last: 0.1235 });
    expect(rounded(kept[1]!).seconds).toBe(1.23e-4);
  });

  test('a line cut short is left out, and what comes after it is not lost', async () => {
    const file = place();
    await appendOutcomes(file, [outcome('a', 'random', 0, 0.5), outcome('a', 'margin', 0, 0.25)]);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.slice(0, -2));
    expect((await readOutcomes(file)).map(({ strategy }) => strategy)).toEqual(['random']);
    writeFileSync(file, text.slice(0, -8));
    await appendOutcomes(file, [outcome('a', 'margin', 0, 0.25)]);
    expect((await readOutcomes(file)).map(({ strategy, area }) => [strategy, area])).toEqual([
      ['random', 0.5],
      ['margin', 0.25],
    ]);
  });

  test('two that add at once to a file lose nothing, and nothing counts twice', async () => {
    const file = place();
    const [one, other] = [new SharedLedger(file), new SharedLedger(file)];
    const shared = outcome('a', 'random', 0, 0.5);
    await Promise.all([
      one.keep([shared, outcome('a', 'margin', 0, 0.25)]),
      other.keep([shared, outcome('b', 'margin', 0, 0.75)]),
    ]);
    const namesOf = (outcomes: readonly Outcome[]) =>
      outcomes.map(({ dataset, strategy }) => `${dataset} ${strategy}`).sort();
    expect(namesOf(await readOutcomes(file))).toEqual(['a margin', 'a random', 'b margin']);
    await one.refresh();
    expect(one.outcomes).toEqual(await readOutcomes(file));
    const text = readFileSync(file, 'utf8');
    await other.keep([outcome('a', 'margin', 0, 0.25)]);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  test('refuses another table, naming it', async () => {
    const file = place();
    writeFileSync(file, 'id,label\n1,a\n');
    await expect(readOutcomes(file)).rejects.toThrow(/outcomes\.csv holds no outcomes.*dataset,rows/u);
  });
});

describe('bench strategies', () => {
  function prepare() {
    const folder = mkdtempSync(join(tmpdir(), 'label-scout-bench-test-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const { features, labels } = blobs(80, 2, 3);
    const rows = [...labels].map(
      (label, row) => `${features.data[row]},${features.data[1024 + row]},${label}`,
    );
    const data = join(folder, 'data');
    mkdirSync(data);
    writeFileSync(join(data, 'clouds.csv'), ['x,y,class', ...rows, ''].join('\n'));
    const results = join(folder, 'results/outcomes.csv');
    const flags = ['--data', data, '--results', results, '--budget', '8', '--model', 'logistic'];
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
    expect(first.trim().split('\n')).toHaveLength(1 + 3);
    writeFileSync(page, 'Before.\n\n<!-- measured: begin --><!-- measured: end -->\n\nAfter.\n');
    const { code, out } = await run('--repeats', '2', '--out', page);
    expect(code).toBe(0);
    expect(out).toMatch(/1 dataset, 2 paired repeats each/u);
    const second = readFileSync(results, 'utf8');
    expect(second.startsWith(first)).toBe(true);
    expect(second.trim().split('\n')).toHaveLength(1 + 6);
    expect(readFileSync(page, 'utf8')).toMatch(/^Before\.[^]*`uncertainty`[^]*After\.\n$/u);
    expect((await run('--repeats', '2', '--no-measure')).out).toBe(out);
  });

  test('takes up after a line that was cut short, and leaves other settings alone', async () => {
    const { run, results } = prepare();
    await run('--repeats', '1');
    const lines = readFileSync(results, 'utf8').split('\n');
    writeFileSync(results, `${lines[0]}\n${lines[1]}\n${lines[2]!.slice(0, 40)}\n`);
    await run('--repeats', '1');
    expect(readFileSync(results, 'utf8').trim().split('\n')).toHaveLength(1 + 4);
    const { out } = await run('--repeats', '1', '--batch', '2');
    expect(readFileSync(results, 'utf8').trim().split('\n')).toHaveLength(1 + 7);
    expect(out).toMatch(/With `logistic`: 1 dataset[^]*2 to 8 labels, 2 at a time: 1 dataset/u);
  });

  test('says which datasets are too small for so many labels', async () => {
    const { run, results } = prepare();
    const { code, err } = await run('--repeats', '1', '--initial', '30');
    expect(code).toBe(0);
    expect(err).toMatch(/Left out clouds: half of its pool is 8 labels/u);
    expect(existsSync(results)).toBe(false);
  });

  test('leaves out a model of pictures on tables, and strategies that suit nothing, with a sentence each', async () => {
    const { run, results } = prepare();
    const { code, err } = await run(
      ...['--model', 'logistic,cnn', '--repeats', '1'],
      ...['--strategy', 'margin,kapoor,lal-warm-start'],
    );
    expect(code).toBe(0);
    expect(err).toMatch(/Left out with cnn, which is for datasets of images: clouds\./u);
    expect(err).toMatch(/Left out kapoor\. .*choose the model gaussian-process/u);
    expect(err).toMatch(/Left out lal-warm-start\. .*50 labels to start from: pass --initial 50\./u);
    expect((await readOutcomes(results)).map(({ model, strategy }) => `${strategy} ${model}`)).toEqual([
      ...['random logistic', 'margin logistic'],
    ]);
  });

  test('will not make a page of nothing', async () => {
    const { run, page } = prepare();
    expect(await run('--no-measure', '--out', page)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/outcomes\.csv holds no outcomes: leave --no-measure out/u) as string,
    });
    expect(existsSync(page)).toBe(false);
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
