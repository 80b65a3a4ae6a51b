import { chmodSync, mkdirSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { fileError } from '../../../src/runtime/files.ts';
import { makeFolder, open, openFile, refusal, tableFolder } from './folder.ts';

const manifest = (source: object) => ({ 'label-scout.json': { version: 1, source } });

test.each([
  ['empty', 'data.csv', '', /data\.csv is empty/],
  ['only blank', 'data.csv', '\n\n', /data\.csv is empty/],
  ['header only', 'data.csv', 'a,b\n', /data\.csv has a header but no rows/],
  ['header only, no line end', 'data.tsv', 'a\tb', /data\.tsv has a header but no rows/],
  [
    'a short row',
    'data.csv',
    'a,b,c\n1,2,3\n4,5\n',
    /data\.csv, line 3: 2 values where the header names 3 columns/,
  ],
  [
    'a long row',
    'data.csv',
    'a,b\n1,2,3\n4,5\n',
    /data\.csv, line 2: more values than the header names columns \(2\); correct that line, or line 1/,
  ],
  [
    'a late short row',
    'data.csv',
    `a,b\n${'1,2\n'.repeat(30_000)}3\n`,
    /data\.csv, line 30002: 1 value where/,
  ],
  ['binary', 'data.csv', Buffer.of(1, 0, 2, 0, 3), /data\.csv is a binary file or UTF-16/],
  [
    'with mixed line ends',
    'data.csv',
    'a,b\r\n1,"2\n"\r\n3,4\n5,6\r\n',
    /data\.csv, line 4 ends in LF and the lines before in CRLF; save the file with one kind of line end/,
  ],
  [
    'with mixed line ends far below',
    'data.tsv',
    `a\tb\n${'1\t2\n'.repeat(40_000)}3\t4\r\n5\t6\n`,
    /data\.tsv, line 40002 ends in CRLF and the lines before in LF/,
  ],
  ['empty', 'data.jsonl', '', /data\.jsonl (has no rows|is empty)/],
  ['broken', 'data.jsonl', '{"a":1}\n{"a":\n{"a":3}\n', /data\.jsonl, line 2 is not valid JSON/],
  ['broken after blanks', 'data.jsonl', '{"a":NaN}\n\n\n{"a"}\n', /data\.jsonl, line 4 is not valid JSON/],
  ['no object', 'data.jsonl', '\n7\n', /data\.jsonl, line 2 is no JSON object; JSON Lines hold one/],
  [
    'a later number',
    'data.jsonl',
    '{"a":1}\n\n5\n',
    /data\.jsonl, line 3 is no JSON object; JSON Lines hold one/,
  ],
  [
    'a late list',
    'data.jsonl',
    `${'{"a":1}\n'.repeat(30_000)}[5]\n`,
    /data\.jsonl, line 30001 is no JSON object/,
  ],
  ['only empty objects', 'data.jsonl', '{}\n{}\n', /data\.jsonl has no rows, or rows without any field/],
  [
    'Latin-1',
    'data.jsonl',
    Buffer.from('{"a":1}\n{"a":"ä"}\n', 'latin1'),
    /data\.jsonl, line 2 is not UTF-8; save/,
  ],
  [
    'half a character',
    'data.jsonl',
    '{"a":"\\\\ud800"}\n{"a":"\\ud800"}\n',
    /line 2 is not valid JSON \(no low surr/,
  ],
  [
    'a repeated key',
    'data.jsonl',
    '{"a":1}\n{"a":1,"a":2}\n',
    /data\.jsonl, line 2 has the key "a" twice; remove/,
  ],
  ['an array', 'data.jsonl', '[{"a":1},\n{"a":2}]\n', /data\.jsonl holds a JSON array; JSON Lines hold one/],
  ['UTF-16', 'data.jsonl', Buffer.from('{"a":1}', 'utf16le'), /data\.jsonl is a binary file or UTF-16/],
  ['not a Parquet file', 'data.parquet', 'a,b\n1,2\n', /data\.parquet is not a readable Parquet file/],
  [
    'truncated',
    'data.parquet',
    'PAR1abcdefghijklmnopqrstuvwxyzPAR1',
    /data\.parquet is not a readable Parquet file/,
  ],
  ['empty', 'data.parquet', '', /data\.parquet is not a readable Parquet file/],
])('%s %s is one sentence with the file and the line', async (_, name, content, sentence) => {
  const message = await refusal(openFile(name, content));
  expect(message).toMatch(/^HumanError: /);
  expect(message).toMatch(sentence);
  expect(message.split('\n')).toHaveLength(1);
});

test('of files of JSON Lines the broken one is named, even if it was read from a copy without its byte order mark', async () => {
  const folder = makeFolder({
    ...manifest({ kind: 'table', files: ['*.jsonl'] }),
    'a.jsonl': '{"a":1}\n',
    'b.jsonl': '\uFEFF{"a":1}\n{"a":2,"a":3}\n',
  });
  expect(await refusal(open(folder))).toMatch(/b\.jsonl, line 2 has the key "a" twice/);
});

test('where a file of JSON Lines cannot be copied without its byte order mark, the sentence says what to do', async () => {
  const path = join(makeFolder({ 'data.jsonl': '\uFEFF{"a":1}\n' }), 'data.jsonl');
  for (const name of ['TMPDIR', 'TEMP']) vi.stubEnv(name, '/nowhere/gone');
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(await refusal(open(path, { allowBareFile: true }))).toMatch(
    /^HumanError: .*data\.jsonl begins with a byte order mark, .*save the file as UTF-8 without that mark\.$/,
  );
});

test.runIf(process.platform === 'linux')('a broken file of JSON Lines is not kept open', async () => {
  const path = join(makeFolder({ 'data.jsonl': `{"a"\n${'{"a":1}\n'.repeat(100_000)}` }), 'data.jsonl');
  await refusal(open(path, { allowBareFile: true }));
  const opened = readdirSync('/proc/self/fd').map((entry) => {
    try {
      return readlinkSync(join('/proc/self/fd', entry));
    } catch {
      return undefined;
    }
  });
  expect(opened).not.toContain(path);
});

test('a table that is not UTF-8 is read as Windows-1252, with a notice', async () => {
  const dataset = await openFile('data.csv', Buffer.from('id,x\n1,café\n', 'latin1'));
  expect(await dataset.sample(0)).toMatchObject({ fields: [{ value: '1' }, { value: 'café' }] });
  expect(dataset.notices.join()).toContain('data.csv is not UTF-8; it was read as Windows-1252');
});

test('several files: the one that does not fit is named', async () => {
  const files = (second: string | Uint8Array, first: string | Uint8Array = 'id,x,label\n1,2,ä\n') =>
    makeFolder({
      ...manifest({ kind: 'table', files: ['*.csv'], id: 'id', label: 'label' }),
      'a.csv': first,
      'b.csv': second,
    });
  expect(await refusal(open(files('')))).toMatch(/b\.csv is empty/);
  expect(await refusal(open(files('id,x,label,label\n2,3,b,c\n')))).toMatch(
    /b\.csv: two columns are called "label"; rename one/,
  );
  expect(await refusal(open(files('id,x,Label,label\n2,3,b,c\n')))).toMatch(
    /b\.csv: the names of two columns, "Label" and "label", differ in upper and lower case only/,
  );
  expect(await refusal(open(files('id,x,label\n2,3,b\n3,4\n')))).toMatch(/b\.csv, line 3: 2 values where/);
});

test('several files may be separated and encoded in different ways', async () => {
  const folder = makeFolder({
    ...manifest({ kind: 'table', files: ['*.csv'], id: 'id', label: 'label' }),
    'a.csv': 'id,x,label\n1,2,ä\n',
    'b.csv': Buffer.from('id;x;label\n2;3;ü\n', 'latin1'),
  });
  const dataset = await open(folder);
  expect(dataset.classes).toEqual(['ä', 'ü']);
  expect(dataset.notices.join()).toMatch(/b\.csv is not UTF-8; it was read as Windows-1252/);
});

test('no manifest, no folder, no such file, a file that is no dataset', async () => {
  const folder = makeFolder({ 'data.csv': 'x\n1\n', 'data.xyz': '' });
  expect(await refusal(open(folder))).toMatch(/has no label-scout\.json; write one with `label-scout init/);
  expect(await refusal(open(join(folder, 'gone')))).toMatch(/gone does not exist/);
  expect(await refusal(open(join(folder, 'data.csv')))).toMatch(/^UsageError: .*label-scout init/);
  expect(await refusal(open(join(folder, 'data.xyz'), { allowBareFile: true }))).toMatch(
    /^UsageError: .*\.parquet/,
  );
});

test('what lies inside a dataset is answered with the dataset around it', async () => {
  const folder = makeFolder({ 'label-scout.json': '{}', 'data.csv': 'x\n1\n', 'more/photos/a.txt': '' });
  const inside = await refusal(open(join(folder, 'more', 'photos')));
  expect(inside).toContain(`photos has no label-scout.json; the dataset around it is ${folder}: name that`);
  const file = await refusal(open(join(folder, 'data.csv')));
  expect(file).toContain(`data.csv is a file, not a dataset; name its folder, ${folder}.`);
  expect(file).not.toContain('init');
});

test('files that are not there, not inside, or of different formats', async () => {
  const table = (files: string[]) =>
    makeFolder({ 'a.csv': 'x\n1\n', 'b.tsv': 'x\n1\n', ...manifest({ kind: 'table', files }) });
  expect(await refusal(open(table(['gone.csv'])))).toMatch(/gone\.csv does not exist; correct source\.files/);
  expect(await refusal(open(table(['a.csv', 'gone.csv'])))).toMatch(/gone\.csv does not exist/);
  const below = makeFolder({ 'sub/a.csv': 'x\n1\n', ...manifest({ kind: 'table', files: ['sub'] }) });
  expect(await refusal(open(below))).toMatch(
    /sub is a folder; name the files in it in source\.files, such as sub\/\*\*/,
  );
  expect(await refusal(open(table(['*.parquet'])))).toMatch(/source\.files matches no file \(\*\.parquet\)/);
  expect(await refusal(open(table(['../a.csv'])))).toMatch(/"\.\.\/a\.csv" leaves the dataset folder/);
  expect(await refusal(open(table(['/etc/passwd'])))).toMatch(/leaves the dataset folder/);
  expect(await refusal(open(table(['a.csv', 'b.tsv'])))).toMatch(/different formats/);
});

test.each([
  [{ id: 'nr' }, 'source.id: there is no column "nr"'],
  [{ label: 'nr' }, 'source.label: there is no column "nr"'],
  [{ show: ['x', 'nr'] }, 'source.show: there is no column "nr"'],
  [{ features: { numeric: ['nr'] } }, 'source.features.numeric: there is no column "nr"'],
  [{ features: { categorical: ['nr'] } }, 'source.features.categorical: there is no column "nr"'],
  [{ features: { text: ['nr'] } }, 'source.features.text: there is no column "nr"'],
])('a wrong column is named with its field: %j', async (source, sentence) => {
  expect(await refusal(open(tableFolder('x,y\n1,2\n', source)))).toContain(
    `${sentence}; the columns are x, y.`,
  );
});

test('system errors become sentences', () => {
  const failure = (code: string) => Object.assign(new Error('raw'), { code });
  expect(fileError('/d', failure('EACCES')).message).toBe(
    '/d cannot be opened: permission denied; change its permissions.',
  );
  expect(fileError('/d', failure('ENOSPC')).message).toContain('the disk is full');
  expect(fileError('/d', failure('EODD')).message).toBe('/d cannot be read: raw.');
});

// The superuser reads everything, so the refusal can only be seen by others.
test.skipIf(process.getuid?.() === 0)('a folder without permission is named', async () => {
  const folder = makeFolder(manifest({ kind: 'text', files: ['**/*.txt'] }));
  mkdirSync(join(folder, 'locked'));
  chmodSync(join(folder, 'locked'), 0o000);
  const message = await refusal(open(folder));
  chmodSync(join(folder, 'locked'), 0o700);
  expect(message).toMatch(/locked cannot be opened: permission denied/);
});
