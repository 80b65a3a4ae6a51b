import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readStrategyState, rowsKey, writeStrategyState } from '../../../src/engine/strategyStateFile.ts';
import { filesIn } from '../../../src/runtime/filesIn.ts';

const owner = { strategy: 'albe', rows: rowsKey(['a', 'b', 'c']) };
const state = { bandit: { weights: [1, 0.5, 0.25], horizon: 100 }, asked: [], pending: [{ row: 3 }] };

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'label-scout-state-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

test('what was kept comes back, for the same strategy on the same rows only', async () => {
  const dataset = folder();
  await writeStrategyState(filesIn(dataset), owner, state, 1);
  expect(await readStrategyState(filesIn(dataset), owner)).toEqual(state);
  expect(await readStrategyState(filesIn(dataset), { ...owner, strategy: 'quire' })).toBeUndefined();
  const reordered = { ...owner, rows: rowsKey(['b', 'a', 'c']) };
  expect(await readStrategyState(filesIn(dataset), reordered)).toBeUndefined();
  expect(readdirSync(join(dataset, '.label-scout/cache'))).toEqual(['strategy.json']);
  expect(readFileSync(join(dataset, '.label-scout/.gitignore'), 'utf8')).toBe('cache/\n');
});

test.each(['', '{', 'null', '[1]', '{"strategy":"albe"}'])('a file of %j counts as none', async (text) => {
  const dataset = folder();
  await writeStrategyState(filesIn(dataset), owner, state, 1);
  writeFileSync(join(dataset, '.label-scout/cache/strategy.json'), text);
  expect(await readStrategyState(filesIn(dataset), owner)).toBeUndefined();
});

test.each([[new Float32Array(2)], [new Map()], [{ weight: NaN }], [[undefined]]])(
  'what JSON cannot hold is not kept: %o',
  async (unfit) => {
    const dataset = folder();
    await writeStrategyState(filesIn(dataset), owner, unfit, 1);
    expect(await readStrategyState(filesIn(dataset), owner)).toBeUndefined();
  },
);
