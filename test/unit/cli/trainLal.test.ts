import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/runtime/duckdb.ts';
import { readRegressor } from '../../../src/runtime/regressorFile.ts';
import {
  folderWith,
  json,
  labelScout,
  program,
  smallDataset,
  spawnLabelScout,
  tableManifest,
  twoClassTable,
} from './commandLine.ts';

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
    rows: 99,
    bytes: readFileSync(one).length,
    plan: { mode: 'independent', seed: 1, datasets: 3, fewestLabels: 2, mostLabels: 12, candidates: 3 },
    regressor: { seed: 1, trees: 100, maxDepth: 40, maxFeatures: 6, rowShare: 0.03 },
    command: expect.stringContaining('label-scout train-lal --synthetic --datasets 3 --tau 2:12'),
    heldOutByCell: { cells: 6, rSquared: expect.any(Number), reductions: { lal: expect.any(Number) } },
  });
  expect(await readRegressor(one)).toMatchObject({ trees: 100, columns: 8, outputs: 1 });
});

it('writes into the present folder where no other place is named', async () => {
  const folder = folderWith({ 'two.csv': twoClassTable(120) });
  const tiny = ['--datasets', '2', '--tau', '2:4', '--candidates', '3', '--trees', '5', '--jobs', '1'];
  const synthetic = ['train-lal', '--synthetic', '--mode', 'iterative', ...tiny];
  expect((await spawnLabelScout(synthetic, { cwd: folder })).code).toBe(0);
  const bare = ['train-lal', join(folder, 'two.csv'), '--label', 'class', ...tiny];
  expect((await spawnLabelScout(bare, { cwd: folder })).code).toBe(0);
  const written = ['lal-iterative.lal', 'lal-iterative.lal.json', 'two.csv', 'two.lal', 'two.lal.json'];
  expect(readdirSync(folder).sort()).toEqual(written);
});

it('says so where there is too little to judge what it has learned', async () => {
  const out = join(folderWith({}), 'tiny.lal');
  const { code, out: said } = await labelScout([
    'train-lal',
    '--synthetic',
    '--datasets',
    '2',
    '--tau',
    '2',
    '--candidates',
    '3',
    '--trees',
    '3',
    '--jobs',
    '1',
    '--out',
    out,
  ]);
  expect([code, said]).toEqual([0, expect.stringContaining('Too few datasets to hold some out')]);
  expect(said).not.toContain('NaN');
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

describe('of a dataset', () => {
  const few = ['--datasets', '3', '--tau', '2:6', '--candidates', '3', '--trees', '5', '--jobs', '1'];

  it('learns from its labels, keeps the strategy beside them, and suggests by it', async () => {
    const folder = smallDataset(80);
    const untrained = await labelScout(['suggest', folder, '--strategy', 'lal-warm-start']);
    for (let row = 0; row < 56; row++) await labelScout(['label', folder, `r${row}`, row % 3 ? 'no' : 'yes']);
    expect(untrained.code).toBe(0);
    const early = await labelScout(['suggest', folder, '--strategy', 'lal-warm-start', '--test-share', '0']);
    expect(early).toMatchObject({ code: 1, err: expect.stringContaining('has not been trained') });
    const trained = await labelScout(['train-lal', folder, ...few]);
    expect(trained).toMatchObject({ code: 0, out: expect.stringContaining('against a random one') });
    const suggested = await json([
      'suggest',
      folder,
      '--strategy',
      'lal-warm-start',
      '--test-share',
      '0',
      '--json',
    ]);
    expect(suggested).toMatchObject({
      samples: [{ why: { predictedErrorReduction: expect.any(Number), features: expect.any(Object) } }],
    });
  }, 120_000);

  it('holds out the samples that the seed of the manifest holds out, and says with --json what it learned', async () => {
    const manifest = tableManifest({ seed: 5, testShare: 0.3 });
    const folder = folderWith({ 'data.csv': twoClassTable(90), 'label-scout.json': manifest });
    const labels = Array.from({ length: 90 }, (_, row) => `r${row},${row % 3 ? 'no' : 'yes'}\n`);
    const file = join(folder, 'labels.csv');
    writeFileSync(file, `id,label\n${labels.join('')}`);
    await labelScout(['import', folder, file, '--format', 'csv']);
    const card = await json(['train-lal', folder, ...few]);
    expect(card).toMatchObject({ plan: { seed: 5 }, regressor: { seed: 5 }, rows: 45 });
    const own = join(folder, '.label-scout/cache/lal-warm-start.lal');
    expect(card).toMatchObject({ out: own, bytes: readFileSync(own).length });
    const learned = readFileSync(own);
    await json(['train-lal', folder, ...few, '--seed', '5']);
    expect(readFileSync(own)).toEqual(learned);
    expect(await json(['train-lal', folder, ...few, '--seed', '6'])).toMatchObject({ plan: { seed: 6 } });
  });

  it('keeps its cache out of git where nothing was labeled before', async () => {
    const folder = smallDataset(120);
    expect((await labelScout(['train-lal', folder, ...few])).code).toBe(0);
    expect(readFileSync(join(folder, '.label-scout/.gitignore'), 'utf8')).toBe('cache/\n');
  });

  it('takes a bare table, and says where nothing can be learned', async () => {
    const table = join(folderWith({ 'two.csv': twoClassTable(120) }), 'two.csv');
    const named = [...few, '--label', 'class', '--out', `${table}.lal`];
    expect((await labelScout(['train-lal', table, ...named])).code).toBe(0);
    const tooMany = await labelScout(['train-lal', table, ...named, '--tau', '2:60']);
    expect(tooMany).toMatchObject({
      code: 2,
      err: expect.stringContaining('asks for more than the 57 labels'),
    });
    const small = join(folderWith({ 'few.csv': twoClassTable(20) }), 'few.csv');
    const tooFew = await labelScout(['train-lal', small, ...named]);
    expect(tooFew).toMatchObject({
      code: 1,
      err: expect.stringContaining('at least 50 labels (so far: 20)'),
    });
    const early = ['simulate', table, '--label', 'class', '--strategy', 'lal-warm-start', '--initial', '49'];
    expect(await labelScout(early)).toMatchObject({
      code: 2,
      err: expect.stringContaining('--initial 49 is too few for lal-warm-start'),
    });
  });
});

it.each([
  [['train-lal', '--out', 'g.lal'], 2, 'add --synthetic'],
  [['train-lal', 'data.csv', '--synthetic', '--out', 'g.lal'], 2, 'name one, or add --synthetic'],
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
