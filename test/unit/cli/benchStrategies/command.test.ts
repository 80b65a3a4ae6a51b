import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readOutcomes } from '../../../../src/cli/bench/strategies/ledger.ts';
import { blobs } from '../../engine/blobs.ts';
import { labelScout } from '../commandLine.ts';

function prepare() {
  const folder = mkdtempSync(join(tmpdir(), 'label-scout-bench-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { features, labels } = blobs(80, 2, 3);
  const rows = [...labels].map((label, row) => `${features.data[row]},${features.data[1024 + row]},${label}`);
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
    '--model',
    'logistic,cnn',
    '--repeats',
    '1',
    '--strategy',
    'margin,kapoor,lal-warm-start',
  );
  expect(code).toBe(0);
  expect(err).toMatch(/Left out with cnn, which is for datasets of images: clouds\./u);
  expect(err).toMatch(/Left out kapoor\. .*choose the model gaussian-process/u);
  expect(err).toMatch(/Left out lal-warm-start\. .*50 labels to start from: pass --initial 50\./u);
  expect((await readOutcomes(results)).map(({ model, strategy }) => `${strategy} ${model}`)).toEqual([
    'random logistic',
    'margin logistic',
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

test('refuses a page it could not write before it measures, and leaves it as it is', async () => {
  const { run, page, results } = prepare();
  writeFileSync(page, 'No marks.\n');
  expect(await run('--out', page)).toMatchObject({
    code: 2,
    err: expect.stringMatching(/page\.md has no lines <!-- measured: begin -->/u) as string,
  });
  expect(readFileSync(page, 'utf8')).toBe('No marks.\n');
  expect(await run('--findings', '')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/--findings names no file/u) as string,
  });
  expect(existsSync(results)).toBe(false);
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
