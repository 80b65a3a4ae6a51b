import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SimulationReport } from '../../../src/engine/simulation/report.ts';
import {
  folderWith,
  json,
  labelScout,
  smallDataset,
  spawnLabelScout,
  tableManifest,
  twoClassTable,
} from './commandLine.ts';

/** Few trees and few repeats, in this process: threads are for the test that compares them. */
const quick = ['--budget', '7', '--repeats', '3', '--test', '0.4', '--option', 'trees=10', '--jobs', '1'];

const withoutTimings = (report: SimulationReport): unknown => ({
  ...report,
  curves: report.curves.map(({ secondsPerQuery: _, ...curve }) => curve),
});

describe('simulate --json', () => {
  it('has exactly the fields of the contract', async () => {
    const args = [
      'simulate',
      smallDataset(50),
      '--strategy',
      'uncertainty,random',
      ...quick,
      '--batch',
      '2',
      '--jobs',
      '1',
    ];
    const report = (await json(args)) as SimulationReport;
    const { curves, ...about } = report;
    expect(about).toEqual({
      dataset: 'Two classes',
      rows: 50,
      features: 2,
      classes: ['no', 'yes'],
      model: 'forest',
      metric: 'accuracy',
      initial: 2,
      budget: 7,
      batch: 2,
      repeats: 3,
      seed: 1,
    });
    expect(curves.map(({ strategy }) => strategy)).toEqual(['uncertainty', 'random']);
    for (const curve of curves) {
      expect(Object.keys(curve).sort()).toEqual([
        'area',
        'areaStderr',
        'labels',
        'mean',
        'secondsPerQuery',
        'stderr',
        'strategy',
        'versusRandom',
      ]);
      expect(curve.labels).toEqual([2, 4, 6, 7]);
      expect(curve.mean.every((value) => value >= 0 && value <= 1)).toBe(true);
      expect(curve.area).toBeCloseTo(curve.mean.reduce((sum, value) => sum + value) / 4, 12);
      expect(curve.secondsPerQuery).toBeGreaterThan(0);
    }
    expect(curves[1]!.versusRandom).toEqual({ difference: 0, stderr: 0 });
    expect(curves[0]!.versusRandom!.difference).toBeCloseTo(curves[0]!.area - curves[1]!.area, 12);
  });

  it('compares with random only where it runs too, and knows no error of one repeat', async () => {
    const args = [
      'simulate',
      smallDataset(40),
      '--strategy',
      'margin',
      '--budget',
      '4',
      '--repeats',
      '1',
      '--jobs',
      '1',
    ];
    const { curves } = (await json(args)) as SimulationReport;
    expect(curves[0]).not.toHaveProperty('versusRandom');
    expect(curves[0]).toMatchObject({ stderr: [null, null, null], areaStderr: null });
  });

  it('says the same, timings aside, for any number of jobs, and for the same seed only', async () => {
    const folder = smallDataset(50);
    const run = async (...more: readonly string[]): Promise<unknown> => {
      const { out } = await spawnLabelScout([
        'simulate',
        folder,
        '--strategy',
        'random,margin',
        ...quick,
        ...more,
        '--json',
      ]);
      return withoutTimings(JSON.parse(out) as SimulationReport);
    };
    const [one, two, other] = [
      await run('--jobs', '1'),
      await run('--jobs', '2'),
      await run('--jobs', '1', '--seed', '2'),
    ];
    expect(two).toEqual(one);
    expect({ ...(other as object), seed: 1 }).not.toEqual(one);
  });
});

describe('simulate on a bare table', () => {
  it('finds a usual label column, whatever its case, and leaves out rows without a label', async () => {
    const table = `${twoClassTable(40).replace('class', 'Target')}r90,0.1,0.2,\n`;
    const folder = folderWith({ 'data.csv': table, 'label-scout.json': 'not read' });
    const report = await json(['simulate', join(folder, 'data.csv'), '--strategy', 'random', ...quick]);
    expect(report).toMatchObject({ dataset: 'data.csv', rows: 40, classes: ['no', 'yes'], features: 2 });
  });

  it('names the columns where it finds none', async () => {
    const folder = folderWith({ 'data.csv': twoClassTable(40).replace('x,y,class', 'a,b,kind') });
    const { code, err } = await labelScout(['simulate', join(folder, 'data.csv'), '--strategy', 'random']);
    expect([code, err]).toEqual([2, expect.stringContaining('name one with --label (id, a, b, kind)')]);
    const args = ['simulate', join(folder, 'data.csv'), '--label', 'kind', '--strategy', 'random', ...quick];
    expect(await json(args)).toMatchObject({ rows: 40, features: 2 });
  });
});

it('replays labels that a person gave, where the data came with some only', async () => {
  const table = twoClassTable(40).replaceAll(/^(r[0-4]),(.*),\w+$/gm, '$1,$2,');
  const files = { 'data.csv': table, 'label-scout.json': tableManifest({}, { labels: 'existing' }) };
  const folder = folderWith(files);
  await labelScout(['label', folder, 'r0', 'yes']);
  const report = await json(['simulate', folder, '--strategy', 'random', ...quick]);
  expect(report).toMatchObject({ rows: 36 });
});

it('takes options and settings from the manifest, flags before them', async () => {
  const manifest = tableManifest({ metric: 'macro-f1', batchSize: 3, seed: 5, modelOptions: { trees: 5 } });
  const folder = folderWith({ 'data.csv': twoClassTable(40), 'label-scout.json': manifest });
  const args = ['simulate', folder, '--strategy', 'random', '--budget', '8', '--repeats', '2', '--jobs', '1'];
  expect(await json(args)).toMatchObject({ metric: 'macro-f1', batch: 3, seed: 5 });
  expect(await json([...args, '--metric', 'log-loss', '--batch', '4', '--seed', '6'])).toMatchObject({
    metric: 'log-loss',
    batch: 4,
    seed: 6,
  });
});

it('writes a page, a chart or the figures, and a table for the person', async () => {
  const folder = smallDataset(40);
  const saved = async (name: string): Promise<string> => {
    const path = join(folder, name);
    const run = await labelScout([
      'simulate',
      folder,
      '--strategy',
      'random,margin',
      ...quick,
      '--jobs',
      '1',
      '--out',
      path,
    ]);
    expect(run).toMatchObject({ code: 0, out: expect.stringContaining('Honest reading: ') });
    return readFileSync(path, 'utf8');
  };
  expect(await saved('curves.html')).toMatch(/^<!doctype html>[^]*<svg [^]*<\/html>\n$/);
  expect(await saved('curves.svg')).toMatch(/^<svg [^]*<\/svg>\n$/);
  expect(JSON.parse(await saved('curves.json'))).toMatchObject({ dataset: 'Two classes', repeats: 3 });
});
