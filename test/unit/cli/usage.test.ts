import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, labelScout, smallDataset, spawnLabelScout } from './commandLine.ts';

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8')) as {
  version: string;
};

it('says its version and its help on standard output', async () => {
  expect(await spawnLabelScout(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
  const help = await spawnLabelScout(['--help']);
  expect(help).toMatchObject({ code: 0, err: '' });
  const listed =
    'init status suggest label skip flag note rename-class merge-class undo redo simulate train-lal export import';
  for (const command of listed.split(' ')) expect(help.out).toMatch(new RegExp(`^  ${command} `, 'm'));
  expect((await labelScout(['simulate', '--help'])).out).toContain('label-scout simulate splice.csv');
});

describe('wrong usage ends with exit code 2 and one sentence', () => {
  it.each([
    [[], 'Name a command'],
    [['lable'], "Unknown command 'lable' (did you mean label?)"],
    [['status'], "Missing required argument 'dataset'; label-scout status --help"],
    [['status', '.', '--jsn'], "Unknown option '--jsn' (did you mean --json?)"],
    [['label', '.', 'r1', 'yes', 'more'], 'Too many arguments'],
    [['simulate', '.'], '--strategy <ids>'],
    [
      ['simulate', '.', '--strategy', 'margin', '--repeats', 'many'],
      'It must be a whole number of at least 1',
    ],
    [['simulate', '.', '--strategy', 'magic'], '--strategy names the strategy "magic"'],
    [['simulate', '.', '--strategy', 'margin', '--model', 'tree'], 'names the model "tree"'],
    [['simulate', '.', '--strategy', 'margin', '--model', 'cnn'], 'The model cnn is for datasets of images'],
    [['suggest', '.', '--model', 'cnn'], 'The model cnn is for datasets of images'],
    [['simulate', '.', '--strategy', 'badge'], 'The strategy badge cannot run with the model forest'],
    [['simulate', '.', '--strategy', 'margin', '--metric', 'iq'], 'names the metric "iq"'],
    [['simulate', '.', '--strategy', 'margin', '--label', 'klass'], '--label: there is no column "klass"'],
    [['simulate', '.', '--strategy', 'margin', '--positive', 'maybe'], '--positive names the class "maybe"'],
    [['simulate', '.', '--strategy', 'margin', '--option', 'leaves=3'], '--option leaves=…'],
    [['simulate', '.', '--strategy', 'margin', '--option', 'trees=few'], 'must be a whole number'],
    [
      ['simulate', '.', '--strategy', 'margin', '--initial', '9', '--budget', '5'],
      '--initial 9 is more than --budget 5',
    ],
    [
      ['simulate', '.', '--strategy', 'margin', '--out', 'curves.pdf'],
      '--out curves.pdf must end in .html, .svg, .json',
    ],
    [['train-lal', '.', '--label', 'klass'], '--label: there is no column "klass"'],
    [['train-lal', '.', '--row-share', '0'], 'It must be a number from 0.000001 to 1'],
    [['suggest', '.', '--strategy', 'magic'], '--strategy names the strategy "magic"'],
    [['suggest', '.', '--count', '0'], 'It must be a whole number of at least 1'],
    [['label', '.', 'r999', 'yes'], 'Two classes has no sample "r999"'],
    [['label', '.', 'R1', 'yes'], 'Did you mean "r1"?'],
    [['label', '.', 'r1', 'maybe'], 'has no class "maybe"; its classes are no, yes'],
    [['skip', '.', 'r999'], 'no sample "r999"'],
    [['export', '.', '--format', 'xml'], 'There is no label format "xml". Choose one of: csv, jsonl'],
    [['export', '.', '--format', 'csv', '--json'], '--json needs --out'],
    [['status', 'data.csv'], 'data.csv is a file, not a dataset; name its folder, /'],
  ])('%j', async (args, sentence) => {
    const folder = smallDataset(20);
    const { code, out, err } = await labelScout(args.map((arg) => within(folder, arg)));
    expect(err).toContain(sentence);
    expect(err).not.toMatch(/^\s+at /m);
    expect(err.trimEnd().split('\n').length).toBeLessThanOrEqual(6);
    expect([code, out]).toEqual([2, '']);
  });
});

/** `.` and names of files stand for paths in the folder. */
function within(folder: string, arg: string): string {
  return arg === '.' || /^(data\..*|nowhere)$/.test(arg) ? join(folder, arg) : arg;
}

describe('bad data ends with exit code 1 and one sentence that names it', () => {
  const simulate = [
    'simulate',
    'data.csv',
    '--strategy',
    'random',
    '--budget',
    '4',
    '--repeats',
    '2',
    '--json',
  ];
  const manyClasses = `id,x,class\n${Array.from({ length: 10_000 }, (_, row) => `r${row},${row},c${row}`).join('\n')}\n`;
  it.each<[string, Readonly<Record<string, string | Buffer>>, readonly string[], string]>([
    ['no manifest', {}, ['status', '.'], 'has no label-scout.json; write one with'],
    ['a missing dataset', {}, ['status', 'nowhere'], 'nowhere does not exist'],
    [
      'a wrong field',
      { 'label-scout.json': manifest({ source: { kind: 'table', files: [] } }) },
      ['status', '.'],
      'source.files must be a list',
    ],
    [
      'an unknown field',
      { 'label-scout.json': manifest({ stratgy: 'margin' }) },
      ['status', '.'],
      'stratgy is not a known field',
    ],
    ['broken JSON', { 'label-scout.json': '{' }, ['status', '.'], 'is not valid JSON'],
    [
      'no file',
      { 'label-scout.json': manifest({}) },
      ['status', '.'],
      'data.csv does not exist; correct source.files',
    ],
    ['an empty file', { 'data.csv': '' }, simulate, 'data.csv is empty'],
    ['a header alone', { 'data.csv': 'id,x,class\n' }, simulate, 'has a header but no rows'],
    [
      'ragged rows',
      { 'data.csv': 'id,x,class\n1,2,a\n2,3\n' },
      simulate,
      'line 3: 2 values where the header names 3',
    ],
    [
      'duplicate ids',
      { 'data.csv': 'id,x,class\n1,2,a\n2,2,a\n1,3,b\n', 'label-scout.json': manifest({}) },
      ['status', '.'],
      '"1"',
    ],
    ['one class only', { 'data.csv': 'id,x,class\n1,2,a\n2,3,a\n3,4,a\n4,4,a\n' }, simulate, 'of one class'],
    ['no labels', { 'data.csv': 'id,x,class\n1,2,\n2,3,\n3,4,\n' }, simulate, 'no row has a label'],
    [
      '10,000 classes',
      { 'data.csv': manyClasses },
      simulate,
      '10,000 different labels are more than 1,000 classes',
    ],
    [
      'a label not in classes',
      {
        'data.csv': 'id,x,class\n1,2,a\n2,3,q\n',
        'label-scout.json': manifest({ classes: [{ name: 'a' }] }),
      },
      ['status', '.'],
      'the label "q" is not one of the classes',
    ],
    [
      'a Parquet file that is none',
      { 'data.parquet': 'hello' },
      ['simulate', 'data.parquet', '--strategy', 'random', '--label', 'y'],
      'data.parquet is not a readable Parquet file',
    ],
    [
      'a journal that cannot be written',
      {
        'data.csv': 'id,x,class\n1,2,a\n2,3,b\n',
        'label-scout.json': manifest({}),
        '.label-scout': 'a file where the folder should be',
      },
      ['label', '.', '1', 'a'],
      'a file stands where its folder should be',
    ],
    [
      'a journal from a newer version',
      {
        'data.csv': 'id,x,class\n1,2,a\n2,3,b\n',
        'label-scout.json': manifest({}),
        '.label-scout/labels.jsonl':
          '{"v":2,"e":"1","op":"label","at":"2026-01-01T00:00:00.000Z","by":"a","id":"1","label":"a"}\n',
      },
      ['label', '.', '1', 'a'],
      'newer',
    ],
  ])('%s', async (_, files, args, sentence) => {
    const folder = folderWith(files);
    const { code, out, err } = await labelScout(args.map((arg) => within(folder, arg)));
    expect(err).toContain(sentence);
    expect(err).not.toMatch(/^\s+at /m);
    expect(err.trimEnd().split('\n').length).toBeLessThanOrEqual(6);
    expect([code, out]).toEqual([1, '']);
  });
});

function manifest(more: Readonly<Record<string, unknown>>): string {
  const source = { kind: 'table', files: ['data.csv'], id: 'id', label: 'class', labels: 'oracle' };
  return JSON.stringify({ version: 1, source, ...more });
}

it('ends a process of its own with the code and the sentence', async () => {
  const { code, out, err } = await spawnLabelScout(['status', 'nowhere', '--json']);
  expect([code, out, err]).toEqual([1, '', 'label-scout: nowhere does not exist; check the path.\n']);
});

it('names the folder that stands where a file of labels is expected', async () => {
  const folder = smallDataset();
  expect(await labelScout(['import', folder, folder, '--format', 'csv'])).toMatchObject({
    code: 1,
    err: `label-scout: ${folder} is a folder where a file is expected.\n`,
  });
});

it('leaves room for the error below notices, and keeps names with line breaks in one line', async () => {
  const columns = Array.from({ length: 9 }, (_, column) => `c${column}`);
  const row = (id: string, value: string): string => [id, ...columns.map(() => value)].join(',');
  const table = `id,${columns.join(',')}\n${row('a', 'inf')}\n${row('b', '1')}\n`;
  const folder = folderWith({
    'data.csv': table,
    'label-scout.json': manifest({}).replace(',"label":"class"', ''),
  });
  const { code, err } = await labelScout(['label', folder, 'x\n\ny', 'no']);
  const lines = err.trimEnd().split('\n');
  expect([code, lines.length]).toEqual([2, 5]);
  expect(lines[3]).toBe('Notice: and 6 more like these.');
  expect(lines[4]).toContain('has no sample "x y".');
});
