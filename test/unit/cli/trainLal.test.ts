import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readRegressor } from '../../../src/runtime/regressorFile.ts';
import { folderWith, labelScout, spawnLabelScout } from './commandLine.ts';

const small = ['train-lal', '--synthetic', '--datasets', '3', '--tau', '2:12', '--candidates', '3'];

it('writes the same regressor for one job and for two, and a card that says how', async () => {
  const folder = folderWith({});
  const [one, two] = ['one.lal', 'two.lal'].map((name) => join(folder, name)) as [string, string];
  const run = await spawnLabelScout([...small, '--jobs', '1', '--out', one]);
  expect(run).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^Written to .*one\.lal: \d+ nodes, \d+ bytes/u),
  });
  expect((await spawnLabelScout([...small, '--jobs', '2', '--out', two])).code).toBe(0);
  expect(readFileSync(two)).toEqual(readFileSync(one));
  expect(readdirSync(folder).sort()).toEqual(['one.lal', 'one.lal.json', 'two.lal', 'two.lal.json']);
  const card: unknown = JSON.parse(readFileSync(`${one}.json`, 'utf8'));
  expect(card).toMatchObject({
    ...{ mode: 'independent', seed: 1, rows: 99, bytes: readFileSync(one).length },
    plan: { datasets: 3, fewestLabels: 2, mostLabels: 12, candidates: 3, loss: 'error' },
    regressor: { trees: 100, maxDepth: 40, maxFeatures: 6, rowShare: 0.03 },
    command: expect.stringContaining('label-scout train-lal --synthetic --datasets 3 --tau 2:12'),
  });
  expect(await readRegressor(one)).toMatchObject({ trees: 100, columns: 8, outputs: 1 });
});

it('writes another regressor for another seed or loss', async () => {
  const folder = folderWith({});
  const files: Buffer[] = [];
  for (const [index, flags] of [[], ['--seed', '2'], ['--loss', 'auc']].entries()) {
    const out = join(folder, `${index}.lal`);
    await labelScout([...small, ...flags, '--jobs', '1', '--out', out]);
    files.push(readFileSync(out));
  }
  expect(files[1]).not.toEqual(files[0]);
  expect(files[2]).not.toEqual(files[0]);
});

it.each([
  [['train-lal', '--out', 'g.lal'], 2, 'add --synthetic'],
  [['train-lal', '--synthetic'], 2, "Required option '--out <file>'"],
  [[...small, '--tau', '49:2', '--out', 'g.lal'], 2, 'two numbers of labels such as 2:49'],
  [[...small, '--tau', '1:9', '--out', 'g.lal'], 2, 'two numbers of labels such as 2:49'],
  [[...small, '--loss', 'regret', '--out', 'g.lal'], 2, 'error, auc'],
  [[...small, '--out', 'no/such/folder/g.lal'], 1, 'there is no folder no/such/folder'],
])('%j is refused with a sentence', async (args, code, sentence) => {
  const run = await labelScout(args);
  expect(run.code).toBe(code);
  expect(run.err).toContain(sentence);
});
