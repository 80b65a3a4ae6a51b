import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Status } from '../../../src/cli/statusText.ts';
import type { Suggestion } from '../../../src/cli/suggest/samples.ts';
import {
  folderWith,
  json,
  labelScout,
  smallDataset,
  spawnLabelScout,
  tableManifest,
  twoClassTable,
} from './commandLine.ts';

const suggest = async (folder: string, ...flags: readonly string[]): Promise<Suggestion> =>
  (await json(['suggest', folder, ...flags])) as Suggestion;

/** Imports the true label of the first rows. */
async function labelFirst(folder: string, count: number): Promise<void> {
  const rows = readFileSync(join(folder, 'data.csv'), 'utf8')
    .split('\n')
    .slice(1, count + 1);
  const lines = rows.map((row) => row.split(',')).map(([id, , , label]) => `${id},${label}\n`);
  writeFileSync(join(folder, 'truth.csv'), `id,label\n${lines.join('')}`);
  await json(['import', folder, join(folder, 'truth.csv'), '--format', 'csv']);
}

describe('suggest --json', () => {
  it('spreads over the data before two classes are known', async () => {
    const folder = smallDataset();
    const { samples, ...about } = await suggest(folder, '--count', '4');
    expect(about).toEqual({ strategy: 'margin', model: 'forest', round: 0 });
    expect(new Set(samples.map(({ id }) => id)).size).toBe(4);
    expect(samples.map(({ id }) => id)).not.toEqual(['r0', 'r1', 'r2', 'r3']);
    for (const sample of samples) {
      expect(Object.keys(sample)).toEqual(['id', 'score', 'predicted', 'probability', 'why']);
      expect(sample).toMatchObject({ predicted: null, probability: null, why: { text: expect.any(String) } });
    }
  });

  it('ranks by the model afterwards, best first, the same every time', async () => {
    const folder = smallDataset();
    await labelFirst(folder, 20);
    const first = await suggest(folder, '--count', '5', '--strategy', 'uncertainty');
    expect(first.strategy).toBe('uncertainty');
    expect(first.round).toBeGreaterThan(10);
    const scores = first.samples.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    for (const { id, predicted, probability } of first.samples) {
      expect(Number(id.slice(1))).toBeGreaterThanOrEqual(20);
      expect(['no', 'yes']).toContain(predicted);
      expect(probability).toBeGreaterThanOrEqual(0.5);
    }
    expect(await suggest(folder, '--count', '5', '--strategy', 'uncertainty')).toEqual(first);
    expect((await suggest(folder, '--count', '2', '--strategy', 'uncertainty')).samples).toEqual(
      first.samples.slice(0, 2),
    );
  });

  it('keeps a curve of which status shows no point beyond the labels there still are', async () => {
    const folder = smallDataset();
    await labelFirst(folder, 20);
    await suggest(folder);
    const pointsOf = async (): Promise<number[]> =>
      ((await json(['status', folder])) as Status).curve.map(({ labels }) => labels);
    expect(await pointsOf()).toEqual([10]);
    rmSync(join(folder, '.label-scout', 'labels.jsonl'));
    expect(await pointsOf()).toEqual([]);
  });

  it('leaves skipped samples and held-out ones to the end, and then has no more', async () => {
    const folder = smallDataset(20);
    await labelFirst(folder, 10);
    await labelScout(['skip', folder, 'r12']);
    const { samples } = await suggest(folder, '--count', '50');
    const ids = samples.map(({ id }) => id);
    expect(ids).toHaveLength(10);
    expect(ids.at(-1)).toBe('r12');
    expect(samples.at(-1)!.why.text).toContain('Skipped before');
    await labelFirst(folder, 20);
    expect((await suggest(folder)).samples).toEqual([]);
  });
});

it('keeps the learning curve for status: rough at first, held out once enough is known', async () => {
  const folder = smallDataset(300);
  await labelFirst(folder, 30);
  await suggest(folder);
  const rough = (await json(['status', folder])) as { curve: readonly Record<string, unknown>[] };
  expect(rough.curve.at(-1)).toEqual({
    labels: expect.any(Number),
    metric: 'accuracy',
    value: expect.any(Number),
    low: null,
    high: null,
    estimate: 'out-of-bag',
  });
  await labelFirst(folder, 300);
  await suggest(folder);
  const { curve } = (await json(['status', folder])) as {
    curve: readonly { value: number; low: number; high: number; estimate: string }[];
  };
  const last = curve.at(-1)!;
  expect(last.estimate).toBe('held-out');
  expect(last.low).toBeLessThan(last.value);
  expect(last.high).toBeGreaterThan(last.value);
  expect(readFileSync(join(folder, '.label-scout/.gitignore'), 'utf8')).toBe('cache/\n');
});

describe('init', () => {
  it('writes a manifest that status can open, and never over another one', async () => {
    const folder = folderWith({ 'data.csv': twoClassTable(10) });
    expect((await labelScout(['init', join(folder, 'data.csv'), '--label', 'class'])).code).toBe(0);
    const manifest = readFileSync(join(folder, 'label-scout.json'), 'utf8');
    expect(JSON.parse(manifest)).toMatchObject({
      version: 1,
      source: { kind: 'table', files: ['data.csv'], id: 'id', label: 'class', labels: 'oracle' },
    });
    expect(await json(['status', folder])).toMatchObject({
      rows: 10,
      labeled: 0,
      classes: { no: 0, yes: 0 },
    });
    const { code, err } = await labelScout(['init', folder, '--classes', 'a,b']);
    expect([code, err]).toEqual([1, expect.stringContaining('--force')]);
    expect(readFileSync(join(folder, 'label-scout.json'), 'utf8')).toBe(manifest);
    expect((await labelScout(['init', folder, '--classes', 'a,b', '--force'])).code).toBe(0);
    expect(await json(['status', folder])).toMatchObject({ classes: { a: 0, b: 0 } });
  });

  it('says what is missing where nothing names the classes', async () => {
    const folder = folderWith({ 'data.csv': 'id,x\n1,2\n2,3\n' });
    const { code, err } = await labelScout(['init', join(folder, 'data.csv')]);
    expect([code, err]).toEqual([0, expect.stringContaining('names no classes yet')]);
    expect((await labelScout(['label', folder, '1', 'a'])).err).toContain('has no classes yet');
    const alone = await labelScout(['init', folder, '--classes', 'a', '--force']);
    expect([alone.code, alone.err]).toEqual([
      0,
      expect.stringContaining('names one class; a model needs two'),
    ]);
  });

  it.each([
    [['--label', 'klass'], 2, 'no column "klass"'],
    [['--classes', 'a,,b'], 2, 'none empty'],
    [['--classes', 'no,maybe', '--label', 'class'], 1, '"yes"'],
  ])('refuses %j', async (flags, exitCode, sentence) => {
    const folder = folderWith({ 'data.csv': twoClassTable(10) });
    const { code, err } = await labelScout(['init', join(folder, 'data.csv'), ...flags]);
    expect([code, err]).toEqual([exitCode, expect.stringContaining(sentence)]);
    expect(existsSync(join(folder, 'label-scout.json'))).toBe(false);
  });
});

it('tells of files that cannot be read, once, whoever reads them', async () => {
  const folder = folderWith({
    'a/1.txt': 'one',
    'b/2.txt': 'two',
    'a/3.txt': 'three',
    'b/4.txt': Buffer.of(0, 1),
  });
  const source = { kind: 'text', files: ['*/*.txt'], labelFromFolder: true };
  writeFileSync(join(folder, 'label-scout.json'), JSON.stringify({ version: 1, source }));
  const told = '1 file (b/4.txt): cannot be read as text and can be skipped.';
  const simulate = ['simulate', folder, '--strategy', 'random', '--budget', '2', '--repeats', '2', '--jobs'];
  for (const args of [
    ['suggest', folder],
    [...simulate, '1'],
    [...simulate, '2'],
  ]) {
    const { code, err } = await spawnLabelScout(args);
    expect([code, err.split(told).length - 1]).toEqual([0, 1]);
  }
});

it('gives rows the same ids wherever the machine stands', async () => {
  const rows = Array.from({ length: 9 }, (_, row) => `${row % 3},2024-07-0${row + 1}T12:00:00Z`);
  const manifest = tableManifest({ classes: [{ name: 'a' }] }, { id: undefined, label: undefined });
  const folder = folderWith({ 'data.csv': `x,seen\n${rows.join('\n')}\n`, 'label-scout.json': manifest });
  const idsIn = async (zone: string): Promise<unknown> => {
    const { out } = await spawnLabelScout(['suggest', folder, '--count', '9', '--json'], {
      env: { TZ: zone },
    });
    return (JSON.parse(out) as Suggestion).samples.map(({ id }) => id).sort();
  };
  expect(await idsIn('Asia/Tokyo')).toEqual(await idsIn('America/New_York'));
});

it('labels on in cold start when only one class is known', async () => {
  const manifest = tableManifest({ classes: [{ name: 'only' }] }, { label: undefined, labels: undefined });
  const folder = folderWith({ 'data.csv': twoClassTable(30), 'label-scout.json': manifest });
  await labelScout(['label', folder, 'r1', 'only']);
  expect((await suggest(folder)).samples[0]).toMatchObject({ predicted: null });
});

it('says which images cannot be read, once, and suggests all the same', async () => {
  const { data } = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .png()
    .toBuffer({ resolveWithObject: true });
  const classes = [{ name: 'one' }, { name: 'two' }];
  const source = { kind: 'images', files: ['*.png'] };
  const folder = folderWith({
    'a.png': data,
    'b.png': 'no picture',
    'label-scout.json': JSON.stringify({ version: 1, source, classes }),
  });
  const { code, err } = await labelScout(['suggest', folder, '--count', '2']);
  expect(code).toBe(0);
  expect(err).toMatch(/^Notice: .*b\.png.*\n$/u);
});
