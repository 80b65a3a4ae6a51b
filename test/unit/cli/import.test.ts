import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, json, labelScout, tableManifest, type Run } from './commandLine.ts';

const ids = ['1', '2', '3', '17', '9007199254740992', '9007199254740993'];

/** A dataset of six samples with these classes, nothing labeled. */
const dataset = (classes: readonly string[] = ['a', 'b'], source = {}): string =>
  folderWith({
    'data.csv': `id,x\n${ids.map((id, x) => `${id},${x % 4}\n`).join('')}`,
    'label-scout.json': JSON.stringify({
      ...(JSON.parse(tableManifest({}, { label: undefined, labels: undefined, ...source })) as object),
      classes: classes.map((name) => ({ name })),
    }),
  });

/** Imports a file of this content, and says what became of it. */
async function importing(
  content: string | Buffer,
  { to = dataset(), name = 'in.csv', flags = [] as readonly string[] } = {},
): Promise<Run & { readonly labels: readonly string[] }> {
  const file = join(to, name);
  writeFileSync(file, content);
  const run = await labelScout(['import', to, file, ...flags]);
  const { out } = await labelScout(['export', to, '--format', 'csv']);
  return {
    ...run,
    labels: out
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((row) => row.split(',', 2).join(' ')),
  };
}

describe('import', () => {
  it('takes a bare number beyond 2^53 for the text it is', async () => {
    const { labels } = await importing('{"id":9007199254740993,"label":"b"}\n', { name: 'in.jsonl' });
    expect(labels).toEqual(['9007199254740993 b']);
    // A double, as pandas writes it, may have been either of the two.
    const guess = await importing('id,label\n9007199254740992.0,b\n');
    expect([guess.code, guess.labels]).toEqual([1, []]);
  });

  it('passes over what was rejected and what has no label, and counts it', async () => {
    const to = dataset();
    const lines = [
      '"label":"a","answer":"accept"',
      '"label":"a","answer":"reject"',
      '"label":null,"answer":"accept"',
    ];
    const content = lines.map((fields, id) => `{"id":${id + 1},${fields}}\n`).join('');
    const { out, labels } = await importing(content, { to, name: 'in.jsonl' });
    expect(labels).toEqual(['1 a']);
    expect(out).toBe(
      '1 label was imported. 1 rejected answer was passed over (line 2). 1 row without a label was passed over (line 3).\n',
    );
    expect(await json(['import', to, join(to, 'in.jsonl')])).toEqual({
      imported: 0,
      unchanged: 1,
      skipped: 0,
      flags: 0,
      notes: 0,
      passedOver: { unlabeled: 1, rejected: 1, ignored: 0, unanswered: 0 },
    });
  });

  it('asks for the column of the labels where there are two, and takes the one that is named', async () => {
    const content = 'id,label,Label\n2,a,b\n';
    const refused = await importing(content);
    expect([refused.code, refused.labels]).toEqual([2, []]);
    expect(refused.err).toContain(
      '2 columns could hold the labels: label, Label; name one with --column NAME',
    );
    const { labels, err } = await importing(content, { flags: ['--column', 'Label'] });
    expect(labels).toEqual(['2 b']);
    expect(err).toContain('Notice: Columns not imported: label.');
  });

  it('reads 1.0 as 1 where no class is called 1.0, and says so', async () => {
    const content = 'id,label\n17.0,1.0\n2,0.0\n';
    const read = await importing(content, { to: dataset(['0', '1']) });
    expect(read.labels).toEqual(['2 0', '17 1']);
    expect(read.err).toContain('Notice: Read 17.0 as 17, 1.0 as 1, 0.0 as 0.');
    expect((await importing(content, { to: dataset(['0', '0.0', '1', '1.0']) })).labels).toEqual([
      '2 0.0',
      '17 1.0',
    ]);
    expect((await importing('id,label\n1,1\n', { to: dataset(['0.0', '1.0']) })).labels).toEqual(['1 1.0']);
  });

  it('brings flags and notes along, so that the export of a copy is the same', async () => {
    const [from, to] = [dataset(), dataset()];
    await labelScout(['label', from, '1', 'a']);
    await labelScout(['label', from, '2', 'b']);
    await labelScout(['note', from, '1', 'look "again",\nplease']);
    await labelScout(['flag', from, '1']);
    const file = join(from, 'out');
    for (const format of ['csv', 'jsonl']) {
      await labelScout(['export', from, '--format', format, '--out', file]);
      const { out, code } = await labelScout(['import', to, file]);
      expect([code, out]).toEqual([
        0,
        format === 'csv'
          ? '2 labels were imported. 1 sample was flagged. 1 note was imported.\n'
          : '0 labels were imported. 2 labels were there already.\n',
      ]);
    }
    const rows = async (folder: string): Promise<unknown> => {
      const { out } = await labelScout(['export', folder, '--format', 'jsonl']);
      const records = out
        .trimEnd()
        .split('\n')
        .map((row) => JSON.parse(row) as Record<string, unknown>);
      return records.map(({ id, label, flagged, note }) => ({ id, label, flagged, note }));
    };
    expect(await rows(to)).toEqual(await rows(from));
    const entries = readFileSync(join(to, '.label-scout/labels.jsonl'), 'utf8').trimEnd().split('\n');
    expect(entries.map((entry) => (JSON.parse(entry) as { op: string }).op)).toEqual([
      'label',
      'label',
      'flag',
      'note',
    ]);
  });

  it('reads what spreadsheets write: semicolons, Windows-1252, UTF-16', async () => {
    const to = dataset(['größe', 'b']);
    expect((await importing('\uFEFFid;label\r\n1;b\r\n', { to })).labels).toEqual(['1 b']);
    const windows = await importing(Buffer.from('id;label\r\n2;größe\r\n', 'latin1'), { to });
    expect(windows.err).toContain('in.csv is not UTF-8; it was read as Windows-1252.');
    expect(windows.labels).toEqual(['1 b', '2 größe']);
    const utf16 = await importing(Buffer.from('\uFEFFid\tlabel\r\n3\tgröße\r\n', 'utf16le'), { to });
    expect(utf16.labels).toEqual(['1 b', '2 größe', '3 größe']);
  });

  it('reads the ids from the column that holds those of the dataset', async () => {
    const to = folderWith({
      'data.csv': 'row,x\n7,1\n8,2\n',
      'label-scout.json': JSON.stringify({
        version: 1,
        source: { kind: 'table', files: ['data.csv'], id: 'row' },
        classes: [{ name: 'a' }],
      }),
    });
    expect((await importing('row,label\n7,a\n', { to, name: 'other.csv' })).labels).toEqual(['7 a']);
  });

  it('refuses several classes on a line, naming it, and leaves it out when asked to', async () => {
    const content = '{"id":1,"label":["a"]}\n{"id":2,"label":["a","b"]}\n';
    const refused = await importing(content, { name: 'in.jsonl' });
    expect([refused.code, refused.labels]).toEqual([1, []]);
    expect(refused.err).toContain('line 2: several labels (a, b)');
    const flags = ['--skip-unknown'];
    const { labels, out, err } = await importing(content, { name: 'in.jsonl', flags });
    expect(labels).toEqual(['1 a']);
    expect(out).toBe('1 label was imported. Lines left out: 1.\n');
    expect(err).toContain('Left out: line 2: several labels (a, b), and here a sample has one class.');
  });

  it('names the first lines that do not fit, and what was meant', async () => {
    const content = `id,label\n1,aaaa\n9007199254740994,a\n${'99,a\n'.repeat(3)}`;
    const { code, err } = await importing(content, { to: dataset(['aaaab', 'a']) });
    expect(code).toBe(1);
    expect(err).toContain(
      'line 2: there is no class "aaaa" (did you mean "aaaab"?); line 3: there is no sample "9007199254740994" ' +
        '(did you mean "9007199254740992"?); line 4: there is no sample "99"; 2 more such lines; nothing was imported',
    );
  });

  it('refuses a format, a column or a file that is not there', async () => {
    const content = 'id,label\n1,a\n';
    expect(await importing(content, { flags: ['--format', 'xml'] })).toMatchObject({ code: 2, labels: [] });
    expect(await importing(content, { flags: ['--column', 'lable'] })).toMatchObject({ code: 2, labels: [] });
    expect(await importing('hello', { name: 'in.dat' })).toMatchObject({ code: 2, labels: [] });
    expect(await labelScout(['import', dataset(), 'missing.csv'])).toMatchObject({ code: 1 });
  });
});

it('says which flags and notes an export leaves out: those of samples without a label', async () => {
  const folder = dataset();
  const exported = () => labelScout(['export', folder, '--format', 'csv']);
  await labelScout(['label', folder, '1', 'a']);
  await labelScout(['flag', folder, '1']);
  expect((await exported()).err).toBe('');
  await labelScout(['flag', folder, '2']);
  await labelScout(['note', folder, '3', 'look again']);
  expect((await exported()).err).toContain('Left out because the sample has no label: flags: 1, notes: 1.');
});
