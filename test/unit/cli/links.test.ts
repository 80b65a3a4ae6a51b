import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { folderWith, labelScout, smallDataset, tableManifest, twoClassTable } from './commandLine.ts';

const startUpFile = 'export PATH\n';

/** A dataset as it may come from anyone, with a link in it to a file outside. */
function withLink(place: string, files: Readonly<Record<string, string>> = {}) {
  const folder = folderWith({
    'data.csv': `${twoClassTable(20)}"; touch broken",1,1,yes\n`,
    'label-scout.json': tableManifest(),
    '.label-scout/cache/other.json': '',
    ...files,
  });
  const target = join(folderWith({ '.profile': startUpFile }), '.profile');
  rmSync(join(folder, place), { recursive: true, force: true });
  symlinkSync(target, join(folder, place));
  return {
    folder,
    at: (name: string) => join(folder, name),
    unchanged: () => readFileSync(target, 'utf8') === startUpFile,
  };
}

const labels = ['r0', 'r1', 'r2', 'r3'].map((id, index) =>
  JSON.stringify({
    v: 1,
    e: `00000000-0000-4000-8000-00000000000${index}`,
    op: 'label',
    at: `2026-01-01T00:00:0${index}.000Z`,
    by: 'ann',
    id,
    label: index % 2 === 0 ? 'yes' : 'no',
  }),
);
const journal = { '.label-scout/labels.jsonl': `${labels.join('\n')}\n` };

type Case = readonly [place: string, args: (at: (name: string) => string) => readonly string[]];
const cases: readonly Case[] = [
  ['.label-scout/labels.jsonl', (at) => ['label', at('.'), '; touch broken', 'yes']],
  ['.label-scout/labels.jsonl', (at) => ['skip', at('.'), '; touch broken']],
  ['.label-scout/labels.jsonl', (at) => ['status', at('.')]],
  ['.label-scout', (at) => ['label', at('.'), 'r1', 'yes']],
  ['label-scout.json', (at) => ['init', at('data.csv'), '--force']],
  ['label-scout.json', (at) => ['init', at('data.csv')]],
  ['label-scout.json', (at) => ['status', at('.')]],
  ['.label-scout/cache', (at) => ['suggest', at('.')]],
  ['.label-scout/cache/curve.json', (at) => ['status', at('.')]],
  ['.label-scout/cache/strategy.json', (at) => ['suggest', at('.'), '--strategy', 'albe']],
  ['.label-scout/cache', (at) => ['train-lal', at('.')]],
  ['labels.csv', (at) => ['export', at('.'), '--format', 'csv', '--out', at('labels.csv')]],
  ['predictions.csv', (at) => ['predict', at('.'), '--out', at('predictions.csv')]],
  ['model.onnx', (at) => ['export-model', at('.'), '--out', at('model.onnx')]],
  [
    'curves.json',
    (at) => [
      'simulate',
      at('.'),
      '--strategy',
      'random',
      '--budget',
      '3',
      '--repeats',
      '1',
      '--out',
      at('curves.json'),
    ],
  ],
  ['own.lal', (at) => ['train-lal', at('.'), '--out', at('own.lal')]],
  ['own.lal.json', (at) => ['train-lal', at('.'), '--out', at('own.lal')]],
  ['rows.parquet', (at) => ['train-lal', at('.'), '--rows', at('rows.parquet')]],
];

describe('a link in the folder of a dataset', () => {
  it.each(cases)('at %s is refused', async (place, args) => {
    const { at, unchanged } = withLink(place, journal);
    const { code, err } = await labelScout(args(at));
    expect([code, err]).toEqual([1, expect.stringContaining(`${at(place)} is a link to "`)]);
    expect(err).toContain('replace it by a regular file or folder, or remove it');
    expect(unchanged()).toBe(true);
  });

  it('costs the learning curve, not the suggestion', async () => {
    const { at, unchanged } = withLink('.label-scout/cache/curve.json', journal);
    const { code, err } = await labelScout(['suggest', at('.')]);
    expect([code, err]).toEqual([0, expect.stringContaining('curve.json is a link to')]);
    expect(unchanged()).toBe(true);
  });

  it('is refused as a folder on the way to an export', async () => {
    const folder = smallDataset();
    const elsewhere = mkdtempSync(join(tmpdir(), 'label-scout-cli-'));
    onTestFinished(() => rmSync(elsewhere, { recursive: true }));
    symlinkSync(elsewhere, join(folder, 'out'));
    const args = ['export', folder, '--format', 'csv', '--out', join(folder, 'out/labels.csv')];
    expect(await labelScout(args)).toMatchObject({
      code: 1,
      err: expect.stringContaining('is a link to') as string,
    });
    expect(readdirSync(elsewhere)).toEqual([]);
  });
});

it('a dataset whose folder is reached through a link is worked on as any other, and exports go where they are sent', async () => {
  const folder = folderWith({ 'data.csv': twoClassTable(60) });
  const elsewhere = folderWith({ 'kept.csv': 'old' });
  const way = join(elsewhere, 'way');
  symlinkSync(folder, way);
  symlinkSync(join(elsewhere, 'kept.csv'), join(elsewhere, 'link.csv'));
  const run = async (...args: readonly string[]): Promise<void> =>
    expect(await labelScout(args)).toMatchObject({ code: 0 });
  await run('init', join(way, 'data.csv'), '--label', 'class');
  for (const [index, label] of ['yes', 'no', 'yes', 'no'].entries())
    await run('label', way, `r${index}`, label);
  await run('suggest', way);
  await run('export', way, '--format', 'csv', '--out', join(way, 'labels.csv'));
  await run('export', way, '--format', 'csv', '--out', join(elsewhere, 'link.csv'));
  expect(readFileSync(join(elsewhere, 'kept.csv'), 'utf8')).toBe(
    readFileSync(join(folder, 'labels.csv'), 'utf8'),
  );
  expect(readdirSync(join(folder, '.label-scout'))).toEqual(['.gitattributes', '.gitignore', 'labels.jsonl']);
});
