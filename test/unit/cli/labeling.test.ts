import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  folderWith,
  json,
  labelScout,
  smallDataset,
  spawnLabelScout,
  tableManifest,
  twoClassTable,
} from './commandLine.ts';

const journalOf = (folder: string): readonly Record<string, unknown>[] =>
  readFileSync(join(folder, '.label-scout/labels.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('status --json', () => {
  it('has exactly the fields of the contract', async () => {
    const folder = smallDataset();
    expect(await json(['status', folder])).toEqual({
      rows: 60,
      labeled: 0,
      skipped: 0,
      flagged: 0,
      notes: 0,
      classes: { no: 0, yes: 0 },
      strategy: 'margin',
      model: 'forest',
      journal: { entries: 0, unreadable: 0, tornTail: false },
      curve: [],
    });
  });

  it('takes the manifest itself for its folder, and settings from it', async () => {
    const manifest = tableManifest({ strategy: 'uncertainty' });
    const folder = folderWith({ 'data.csv': twoClassTable(10), 'label-scout.json': manifest });
    expect(await json(['status', join(folder, 'label-scout.json')])).toMatchObject({
      strategy: 'uncertainty',
    });
    expect(await json(['status', folder, '--strategy', 'random'])).toMatchObject({ strategy: 'random' });
  });

  it('lists classes in their order, also where some names are numbers', async () => {
    const folder = folderWith({
      'data.csv': 'id,x,class\na,1,\nb,2,\nc,3,\n',
      'label-scout.json': tableManifest({ classes: ['ten', '10', '2'].map((name) => ({ name })) }),
    });
    const { out } = await labelScout(['status', folder]);
    expect(out.match(/^(?:ten|10|2)\b/gmu)).toEqual(['ten', '10', '2']);
  });

  it('counts labels that came with the data, the journal over them', async () => {
    const folder = folderWith({
      'data.csv': 'id,x,class\na,1,no\nb,2,\nc,3,yes\n',
      'label-scout.json': tableManifest({}, { labels: 'existing' }),
    });
    expect(await json(['status', folder])).toMatchObject({ labeled: 2, classes: { no: 1, yes: 1 } });
    await labelScout(['label', folder, 'a', 'yes']);
    expect(await json(['status', folder])).toMatchObject({ labeled: 2, classes: { no: 0, yes: 2 } });
  });

  it('survives unreadable lines and a torn tail, and reports them', async () => {
    const folder = smallDataset();
    await labelScout(['label', folder, 'r1', 'yes']);
    const path = join(folder, '.label-scout/labels.jsonl');
    const text = `not json\n${readFileSync(path, 'utf8')}{"v":1,"e":"`;
    const torn = folderWith({
      'data.csv': twoClassTable(60),
      'label-scout.json': tableManifest(),
      '.label-scout/labels.jsonl': text,
    });
    const { out, err } = await labelScout(['status', torn, '--json']);
    expect(JSON.parse(out)).toMatchObject({
      labeled: 1,
      journal: { entries: 1, unreadable: 2, tornTail: true },
    });
    expect(err).toContain('unreadable lines, which were skipped: 1, 3');
    await labelScout(['label', torn, 'r2', 'no']);
    expect(await json(['status', torn])).toMatchObject({
      labeled: 2,
      journal: { entries: 2, unreadable: 2, tornTail: false },
    });
  });
});

it('says that entries are dated in the future, for they win merges', async () => {
  const folder = smallDataset();
  await labelScout(['label', folder, 'r1', 'yes', '--by', 'ann']);
  await labelScout(['label', folder, 'r2', 'no', '--by', 'ben']);
  const path = join(folder, '.label-scout/labels.jsonl');
  expect((await labelScout(['status', folder])).err).not.toContain('future');
  const [ann, ben] = readFileSync(path, 'utf8').split('\n');
  const later = JSON.stringify({ ...(JSON.parse(ann!) as object), at: '2999-03-01T10:00:00.000Z' });
  writeFileSync(path, `${later}\n${ben}\n`);
  expect(await labelScout(['status', folder, '--json'])).toMatchObject({
    code: 0,
    err: expect.stringContaining(
      '1 entry dated in the future, up to 2999-03-01, the first by ann: where branches are merged they win',
    ) as string,
  });
});

it('takes the labels of both sides of a merge conflict, and says which lines to delete', async () => {
  const folder = smallDataset();
  await labelScout(['label', folder, 'r1', 'yes']);
  await labelScout(['label', folder, 'r2', 'no']);
  const path = join(folder, '.label-scout/labels.jsonl');
  const [ours, theirs] = readFileSync(path, 'utf8').split('\n');
  writeFileSync(path, `<<<<<<< HEAD\n${ours}\n=======\n${theirs}\n>>>>>>> theirs\n`);
  const { out, err } = await labelScout(['status', folder, '--json']);
  expect(JSON.parse(out)).toMatchObject({ labeled: 2, journal: { entries: 2, unreadable: 3 } });
  expect(err).toContain('marks of a merge conflict');
  expect(err).toContain('delete only lines 1, 3, 5,');
  expect(err).not.toContain('unreadable lines');
});

describe('one entry at a time', () => {
  it('labels, skips, flags and notes with the person and the source', async () => {
    const folder = smallDataset();
    expect((await labelScout(['label', folder, 'r3', 'yes', '--by', 'Ada'])).code).toBe(0);
    expect((await labelScout(['skip', folder, 'r4', '--by', 'Ada'])).code).toBe(0);
    expect((await labelScout(['flag', folder, 'r5', '--by', 'Ada'])).code).toBe(0);
    expect((await labelScout(['note', folder, 'r5', 'look again', '--by', 'Ada'])).code).toBe(0);
    expect(journalOf(folder)).toMatchObject([
      { v: 1, op: 'label', id: 'r3', label: 'yes', by: 'Ada', source: 'cli' },
      { v: 1, op: 'skip', id: 'r4', by: 'Ada' },
      { v: 1, op: 'flag', id: 'r5', on: true, by: 'Ada' },
      { v: 1, op: 'note', id: 'r5', text: 'look again', by: 'Ada' },
    ]);
    expect(await json(['status', folder])).toMatchObject({ labeled: 1, skipped: 1, flagged: 1 });
    await labelScout(['flag', folder, 'r5', '--off']);
    await labelScout(['label', folder, 'r4', 'no']);
    expect(await json(['status', folder])).toMatchObject({ labeled: 2, skipped: 0, flagged: 0 });
  });

  it('goes by the name of git when nobody is named', async () => {
    const folder = smallDataset();
    const env = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'user.name', GIT_CONFIG_VALUE_0: 'Grace' };
    await spawnLabelScout(['label', folder, 'r1', 'no'], { env });
    expect(journalOf(folder)).toMatchObject([{ by: 'Grace' }]);
  });

  it('undoes and redoes as entries, each person their own', async () => {
    const folder = smallDataset();
    await labelScout(['label', folder, 'r1', 'yes', '--by', 'Ada']);
    await labelScout(['label', folder, 'r2', 'yes', '--by', 'Bob']);
    expect(await json(['undo', folder, '--by', 'Ada'])).toMatchObject({ op: 'label', id: 'r1', by: 'Ada' });
    expect(await json(['status', folder])).toMatchObject({ labeled: 1, journal: { entries: 3 } });
    expect((await labelScout(['undo', folder, '--by', 'Ada'])).code).toBe(1);
    expect(await json(['redo', folder, '--by', 'Ada'])).toMatchObject({ id: 'r1' });
    expect(await json(['status', folder])).toMatchObject({ labeled: 2, journal: { entries: 4 } });
    const { code, err } = await labelScout(['redo', folder, '--by', 'Ada']);
    expect([code, err]).toEqual([1, expect.stringContaining('nothing of Ada to redo')]);
  });

  it('takes ids and classes that look like numbers for the texts they are', async () => {
    const folder = folderWith({
      'data.csv': 'id,x,class\n007,1,0\n-1,2,1\n1e3,3,0\n',
      'label-scout.json': tableManifest(),
    });
    for (const id of ['007', '-1', '1e3'])
      expect(await labelScout(['label', folder, '--', id, '1'])).toMatchObject({ code: 0 });
    expect((await labelScout(['label', folder, '7', '1'])).code).toBe(2);
    expect(await json(['status', folder])).toMatchObject({ labeled: 3, classes: { '0': 0, '1': 3 } });
  });

  it('loses nothing when several processes label at once', async () => {
    const folder = smallDataset();
    const runs = await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        spawnLabelScout(['label', folder, `r${n}`, 'yes', '--by', `p${n}`]),
      ),
    );
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(await json(['status', folder])).toMatchObject({
      labeled: 6,
      journal: { entries: 6, unreadable: 0, tornTail: false },
    });
  });
});

describe('export and import', () => {
  it('carry labels from one dataset to another', async () => {
    const [from, to] = [smallDataset(), smallDataset()];
    await labelScout(['label', from, 'r2', 'yes']);
    await labelScout(['label', from, 'r1', 'no', '--by', 'Ada']);
    await labelScout(['label', from, 'r3', 'no']);
    await labelScout(['undo', from]);
    for (const format of ['csv', 'jsonl']) {
      const { out, code } = await labelScout(['export', from, '--format', format]);
      expect(code).toBe(0);
      const file = join(folderWith({ labels: out }), 'labels');
      const counts = await json(['import', to, file, '--format', format]);
      expect(counts).toMatchObject(
        format === 'csv'
          ? { imported: 2, unchanged: 0, skipped: 0 }
          : { imported: 0, unchanged: 2, skipped: 0 },
      );
    }
    const { out } = await labelScout(['export', to, '--format', 'csv']);
    const [header, ...rows] = out.trimEnd().split('\n');
    expect(header).toMatch(/^id,label,/);
    expect(rows.map((row) => row.split(',').slice(0, 2))).toEqual([
      ['r1', 'no'],
      ['r2', 'yes'],
    ]);
    expect(journalOf(to)).toMatchObject([
      { op: 'label', source: 'import' },
      { op: 'label', source: 'import' },
    ]);
  });

  it('export labels that came with the data too, and nothing of the oracle', async () => {
    const files = { 'data.csv': 'id,x,class\na,1,no\nb,2,\n' };
    const existing = folderWith({ ...files, 'label-scout.json': tableManifest({}, { labels: 'existing' }) });
    expect((await labelScout(['export', existing, '--format', 'jsonl'])).out).toBe(
      '{"id":"a","label":"no","source":"existing"}\n',
    );
    expect((await labelScout(['export', smallDataset(), '--format', 'jsonl'])).out).toBe('');
  });

  it('write to the file named by --out', async () => {
    const folder = smallDataset();
    await labelScout(['label', folder, 'r1', 'no']);
    const path = join(folder, 'out.csv');
    const { out, err } = await labelScout(['export', folder, '--format', 'csv', '--out', path]);
    expect([out, err]).toEqual(['', expect.stringContaining('1 label written')]);
    expect(readFileSync(path, 'utf8')).toMatch(/^id,label,.*\nr1,no,/);
    const document = await json(['export', folder, '--format', 'csv', '--out', path]);
    expect(document).toEqual({ out: path, format: 'csv', labels: 1 });
  });

  it('write the model, and say so with --json', async () => {
    const folder = smallDataset();
    for (const [id, label] of ['yes', 'no', 'yes', 'no'].entries())
      await labelScout(['label', folder, `r${id}`, label]);
    const out = join(folder, 'model.onnx');
    const document = await json(['export-model', folder, '--test-share', '0', '--out', out]);
    expect(document).toEqual({ out, model: 'forest', labels: 4, bytes: readFileSync(out).length });
  });

  it('write what the model says of every sample, beside the labels', async () => {
    const folder = smallDataset();
    const refused = await labelScout(['predict', folder]);
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('two classes at least')]);
    for (const [id, label] of ['yes', 'no', 'yes', 'no'].entries())
      await labelScout(['label', folder, `r${id}`, label]);
    const { out } = await labelScout(['predict', folder, '--test-share', '0']);
    const [header, ...lines] = out.trimEnd().split('\n');
    expect(header).toBe('id,predicted,probability,label');
    expect(lines[0]).toMatch(/^r0,yes,(0\.\d{1,4}|1),yes$/u);
    expect(lines.at(-1)).toMatch(/^r\d+,(yes|no),(0\.\d{1,4}|1),$/u);
    const path = join(folder, 'predictions.jsonl');
    const flags = ['--test-share', '0', '--format', 'jsonl', '--out', path];
    const counts = { model: 'forest', labels: 4, predictions: lines.length };
    expect(await json(['predict', folder, ...flags])).toEqual({ out: path, format: 'jsonl', ...counts });
    const samples = readFileSync(path, 'utf8').trimEnd().split('\n');
    expect(JSON.parse(samples[0]!)).toMatchObject({ id: 'r0', predicted: 'yes', label: 'yes' });
    expect(Object.keys(JSON.parse(samples.at(-1)!) as object)).toEqual(['id', 'predicted', 'probability']);
  });

  it('write nothing when a line is wrong, unless asked to leave it out', async () => {
    const folder = smallDataset();
    const file = join(folderWith({ f: 'id,label\nr1,yes\nr99,yes\nr2,maybe\nr1,no\n' }), 'f');
    const refused = await labelScout(['import', folder, file, '--format', 'csv']);
    expect([refused.code, refused.err]).toEqual([
      1,
      expect.stringContaining('line 3: there is no sample "r99"'),
    ]);
    expect(await json(['status', folder])).toMatchObject({ journal: { entries: 0 } });
    expect(await json(['import', folder, file, '--format', 'csv', '--skip-unknown'])).toMatchObject({
      imported: 1,
      unchanged: 0,
      skipped: 3,
    });
  });
});
