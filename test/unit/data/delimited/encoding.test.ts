import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test, vi, onTestFinished } from 'vitest';
import { makeFolder } from '../folder.ts';
import { read } from './read.ts';

const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');

test.each([
  ['UTF-8 with a byte order mark', Buffer.from('\uFEFFa,b\n1,ä€\n')],
  ['UTF-16 LE', utf16('a,b\r\n1,ä€\r\n')],
  ['UTF-16 BE', utf16('a,b\n1,ä€\n').swap16()],
  ['Windows-1252', Buffer.from('a,b\n1,\xe4\x80\n', 'latin1')],
])('%s is read', async (_, content) => {
  expect((await read(content)).columns).toEqual({ a: ['1'], b: ['ä€'] });
});

test.each([
  ['Shift-JIS', Buffer.from('a,b\n1,\x93\xfa\x96\x7b\x8c\xea\x82\xc5\x82\xb7\n', 'latin1'), /East Asian/],
  ['Windows-1251', Buffer.from('a,b\n1,\xcf\xf0\xe8\xe2\xe5\xf2 \xec\xe8\xf0\n', 'latin1'), /Cyrillic/],
  ['Mac Roman', Buffer.from('a,b\n1,caf\x8e\n2,M\x9fller\n', 'latin1'), /Mac Roman/],
  ['UTF-16 without its mark', Buffer.from('a,b\n1,2\n', 'utf16le'), /binary file or UTF-16/],
])('%s is refused with what to do', async (_, content, sentence) => {
  await expect(read(content)).rejects.toThrow(sentence);
  await expect(read(content)).rejects.toThrow(/save it as UTF-8\.$/);
});

test('a character that lies across two parts of the file is one', async () => {
  const text = `text\n${'ä'.repeat((1 << 20) + 7)}\nx${'€'.repeat(1 << 19)}\n`;
  const { notices, columns } = await read(text);
  expect(notices).toBe('');
  expect(columns['text']?.[1]?.at(-1)).toBe('€');
});

test('copies in UTF-8 are removed, and where none can be made the sentence says what to do', async () => {
  const folder = makeFolder();
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, folder);
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(tmpdir()).toBe(folder);
  await read(utf16('a,b\n1,2\n'));
  expect(readdirSync(folder).filter((name) => !name.startsWith('label-scout-data-'))).toEqual([]);
});
