import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { CurvePoint } from '../../../src/engine/curve.ts';
import { readCurve, writeCurve } from '../../../src/engine/curveFile.ts';
import { filesIn } from '../../../src/runtime/filesIn.ts';

const dataset = mkdtempSync(join(tmpdir(), 'label-scout-curve-'));
afterAll(() => rmSync(dataset, { recursive: true }));

const point: CurvePoint = {
  labels: 10,
  metric: 'accuracy',
  value: 0.9,
  low: null,
  high: null,
  estimate: 'out-of-bag',
  tested: 0,
  key: 'k',
};

it('is empty where nothing was kept', async () => {
  expect(await readCurve(filesIn(dataset))).toEqual([]);
});

it('gives back what was kept, beside nothing but a note for git', async () => {
  await writeCurve(filesIn(dataset), [point], 1);
  expect(await readCurve(filesIn(dataset))).toEqual([point]);
  expect(readdirSync(join(dataset, '.label-scout/cache'))).toEqual(['curve.json']);
  expect(readFileSync(join(dataset, '.label-scout/.gitignore'), 'utf8')).toBe('cache/\n');
});

it('leaves out what is no point, and is empty when unreadable', async () => {
  const file = join(dataset, '.label-scout/cache/curve.json');
  writeFileSync(file, JSON.stringify([point, { ...point, value: 'high' }, null, { labels: 3 }]));
  expect(await readCurve(filesIn(dataset))).toEqual([point]);
  writeFileSync(file, '[{"labels":');
  expect(await readCurve(filesIn(dataset))).toEqual([]);
});
