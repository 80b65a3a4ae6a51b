import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { labelScout, program, smallDataset } from './commandLine.ts';

/** Runs a line of bash, `$ls` in it being the command line. */
const inBash = (script: string): Promise<{ code: number; err: string }> =>
  new Promise((resolve) => {
    const line = `ls="${process.execPath} ${program}"; ${script}`;
    execFile('bash', ['-c', line], (error, _, err) => resolve({ code: Number(error?.code ?? 0), err }));
  });

it('lets a reader close the pipe early', async () => {
  const folder = smallDataset();
  const ended = await inBash(`set -o pipefail; $ls export ${folder} --format csv | head -c 0`);
  expect(ended).toEqual({ code: 0, err: '' });
});

it.each([
  ['UTF-16', Buffer.from('\uFEFFid,label\nr1,yes\n', 'utf16le')],
  ['UTF-16 without a mark', Buffer.from('id,label\nr1,yes\n', 'utf16le')],
  ['Latin-1', Buffer.from('id,label,note\nr1,yes,ä\n', 'latin1')],
])('imports labels of a file that is %s', async (_, content) => {
  const folder = smallDataset();
  const file = join(folder, 'labels.csv');
  writeFileSync(file, content);
  const imported = await labelScout(['import', folder, file, '--format', 'csv']);
  expect(imported).toMatchObject({ code: 0, out: expect.stringContaining('1 label was imported.') });
});

it('shows the control characters of what it quotes', async () => {
  const { err } = await labelScout(['label', smallDataset(), 'r1', '\u001B]0;title\u0007']);
  expect(err).toContain('<U+001B>]0;title<U+0007>');
  expect(err).not.toMatch(/[\u001B\u0007]/u);
});

it.skipIf(!existsSync('/dev/full'))('says in one sentence that results could not be written', async () => {
  const folder = smallDataset();
  const ended = await inBash(`$ls status ${folder} --json > /dev/full`);
  expect(ended).toEqual({
    code: 1,
    err: 'label-scout: standard output cannot be written: the disk is full; free some space.\n',
  });
});

it('labels, and answers with its exit code, where nobody listens to what it says', async () => {
  const folder = smallDataset();
  const journal = join(folder, '.label-scout/labels.jsonl');
  mkdirSync(dirname(journal));
  writeFileSync(journal, 'a line that is told of\n');
  // The reader is gone before anything is said.
  const unheard = (command: string) => inBash(`{ sleep 0.2; ${command}; } 2> >(exec true)`);
  expect((await unheard(`$ls label ${folder} r1 yes`)).code).toBe(0);
  expect(readFileSync(journal, 'utf8')).toContain('"id":"r1","label":"yes"');
  expect((await unheard(`$ls label ${folder} nobody yes`)).code).toBe(2);
});

it.skipIf(!existsSync('/dev/full'))('names the file that a full disk does not take', async () => {
  expect(await labelScout(['export', smallDataset(), '--format', 'csv', '--out', '/dev/full'])).toMatchObject(
    {
      code: 1,
      err: 'label-scout: /dev/full cannot be written: the disk is full; free some space.\n',
    },
  );
});

it.skipIf(process.platform === 'win32')(
  'leaves what was there where a file cannot be written whole',
  async () => {
    const folder = smallDataset();
    const rows = Array.from({ length: 60 }, (_, row) => `r${row},yes`).join('\n');
    writeFileSync(join(folder, 'labels.csv'), `id,label\n${rows}\n`);
    await labelScout(['import', folder, join(folder, 'labels.csv'), '--format', 'csv']);
    const files = {
      'out.csv': 'from before',
      'label-scout.json': readFileSync(join(folder, 'label-scout.json'), 'utf8'),
    };
    writeFileSync(join(folder, 'out.csv'), files['out.csv']);
    const limited = (kilobytes: number, command: string) => inBash(`ulimit -f ${kilobytes}; $ls ${command}`);
    const exported = await limited(1, `export ${folder} --format csv --out ${folder}/out.csv`);
    expect(exported.code).toBe(1);
    expect(exported.err).toMatch(/out\.csv cannot be written: it would be larger than this system allows/);
    expect((await limited(0, `init ${folder}/data.csv --force`)).code).toBe(1);
    for (const [name, text] of Object.entries(files))
      expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
    expect(readdirSync(folder).sort()).toEqual([
      '.label-scout',
      'data.csv',
      'label-scout.json',
      'labels.csv',
      'out.csv',
    ]);
    rmSync(join(folder, 'label-scout.json'));
    expect((await limited(0, `init ${folder}/data.csv`)).code).toBe(1);
    expect(existsSync(join(folder, 'label-scout.json'))).toBe(false);
  },
);

it.each([
  ['simulate', '--strategy', 'random'],
  ['export', '--format', 'csv'],
  ['export-model', '--model', 'forest'],
])('refuses to %s over a folder, and names it', async (command, ...flags) => {
  const folder = smallDataset();
  const out = join(folder, 'out.svg');
  mkdirSync(out);
  const { code, err } = await labelScout([command, folder, ...flags, '--out', out]);
  expect([code, err]).toEqual([1, `label-scout: --out ${out} is a folder; name a file in it.\n`]);
});

it.each([
  ['simulate', '--strategy', 'random'],
  ['export', '--format', 'csv'],
  ['export-model', '--model', 'forest'],
])('refuses to %s into a folder that does not exist, and names it', async (command, ...flags) => {
  const folder = smallDataset();
  const out = join(folder, 'none', 'report.svg');
  const { code, err } = await labelScout([command, folder, ...flags, '--out', out]);
  expect([code, err]).toEqual([
    1,
    `label-scout: --out ${out}: there is no folder ${join(folder, 'none')}; make it first.\n`,
  ]);
});
