import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../../../src/runtime/duckdb.ts';
import { readRegressor } from '../../../src/runtime/regressorFile.ts';
import { folderWith, labelScout, program, spawnLabelScout } from './commandLine.ts';

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
    ...{ rows: 99, bytes: readFileSync(one).length },
    plan: { mode: 'independent', seed: 1, datasets: 3, fewestLabels: 2, mostLabels: 12, candidates: 3 },
    regressor: { seed: 1, trees: 100, maxDepth: 40, maxFeatures: 6, rowShare: 0.03 },
    command: expect.stringContaining('label-scout train-lal --synthetic --datasets 3 --tau 2:12'),
    heldOutByCell: { cells: 6, rSquared: expect.any(Number), reductions: { lal: expect.any(Number) } },
  });
  expect(await readRegressor(one)).toMatchObject({ trees: 100, columns: 8, outputs: 1 });
});

it('grows labeled sets by the regressors of fewer labels, the same for any number of jobs', async () => {
  const folder = folderWith({});
  const [one, two, plain] = ['one.lal', 'two.lal', 'plain.lal'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const iterative = [...small, '--mode', 'iterative'];
  await labelScout([...iterative, '--jobs', '1', '--out', one]);
  expect((await spawnLabelScout([...iterative, '--jobs', '2', '--out', two])).code).toBe(0);
  await labelScout([...small, '--jobs', '1', '--out', plain]);
  expect(readFileSync(two)).toEqual(readFileSync(one));
  expect(readFileSync(plain)).not.toEqual(readFileSync(one));
});

it('keeps rows as Parquet, and makes the same regressor of them again', async () => {
  const folder = folderWith({});
  const [rows, one, two] = ['rows.parquet', 'one.lal', 'two.lal'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const kept = [...small, '--rows', rows, '--jobs', '1'];
  await labelScout([...kept, '--out', one]);
  const again = await labelScout([...kept, '--resume', '--out', two]);
  expect(again.err).toContain('Read 99 rows from');
  expect(readFileSync(two)).toEqual(readFileSync(one));
  const database = await openDatabase();
  const found = await database.rows(
    `SELECT count(*), min("labeledCount"), max(dataset) FROM read_parquet('${rows}')`,
  );
  database.close();
  expect(found).toEqual([[99n, 2, 2]]);
  const other = await labelScout([...kept, '--seed', '2', '--resume', '--out', two]);
  expect(other).toMatchObject({ code: 1, err: expect.stringContaining('holds rows of another plan') });
});

it('goes on where it was interrupted, and does not mind a torn record', async () => {
  const folder = folderWith({});
  const [whole, out] = ['whole.lal', 'out.lal'].map((name) => join(folder, name)) as [string, string];
  const flags = [...small, '--mode', 'iterative', '--datasets', '20', '--jobs', '1'];
  await labelScout([...flags, '--out', whole]);
  const child = spawn(process.execPath, [program, ...flags, '--out', out], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const interrupt = setInterval(() => {
    if (!existsSync(`${out}.partial`) || statSync(`${out}.partial`).size < 3000) return;
    clearInterval(interrupt);
    child.kill('SIGINT');
  }, 5);
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect({ code, said }).toMatchObject({
    code: 1,
    said: expect.stringMatching(/: Interrupted after \d+ rows/u),
  });
  truncateSync(`${out}.partial`, statSync(`${out}.partial`).size - 5);
  const other = await labelScout([...flags, '--seed', '5', '--resume', '--out', out]);
  expect(other).toMatchObject({ code: 1, err: expect.stringContaining('is of another plan') });
  const resumed = await labelScout([...flags, '--resume', '--out', out]);
  expect(resumed.err).toContain('Goes on from');
  expect(readFileSync(out)).toEqual(readFileSync(whole));
  expect(existsSync(`${out}.partial`)).toBe(false);
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
  [[...small, '--mode', 'iterative', '--tau', '3:9', '--out', 'g.lal'], 2, 'begin --tau with 2'],
  [[...small, '--loss', 'regret', '--out', 'g.lal'], 2, 'error, auc'],
  [[...small, '--out', 'no/such/folder/g.lal'], 1, 'there is no folder no/such/folder'],
])('%j is refused with a sentence', async (args, code, sentence) => {
  const run = await labelScout(args);
  expect(run.code).toBe(code);
  expect(run.err).toContain(sentence);
});
