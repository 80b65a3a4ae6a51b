import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { replaceFile } from '../../../src/runtime/replaceFile.ts';
import { makeFolder } from '../data/folder.ts';

test('of several writers in one process each writes all of its content, and no draft is left', async () => {
  const folder = makeFolder();
  const path = join(folder, 'cache.bin');
  const contents = ['a', 'b', 'c', 'd'].map((letter, index) => letter.repeat(1_000_000 * (index + 1)));
  await Promise.all(contents.map((content) => replaceFile(path, content)));
  expect(contents.indexOf(readFileSync(path, 'utf8'))).not.toBe(-1);
  expect(readdirSync(folder)).toEqual(['cache.bin']);
});

test.skipIf(process.platform === 'win32')('a file that a group may write stays so', async () => {
  const path = join(makeFolder(), 'label-scout.json');
  writeFileSync(path, 'old');
  chmodSync(path, 0o666);
  const before = process.umask(0o022);
  try {
    await replaceFile(path, 'new');
  } finally {
    process.umask(before);
  }
  expect(statSync(path).mode & 0o777).toBe(0o666);
});
