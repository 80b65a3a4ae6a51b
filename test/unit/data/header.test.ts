import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readHeader, splitRecord } from '../../../src/data/formats/delimited.ts';
import { makeFolder } from './folder.ts';

test('a header of more than a megabyte is read whole', async () => {
  const names = Array.from({ length: 150_000 }, (_, index) => `gène ${index}`);
  const path = join(makeFolder({ 'wide.csv': `${names.join(',')}\n1` }), 'wide.csv');
  const read = (await readHeader(path, [',', ';'], 'utf-8')).names;
  expect([read.length, read.at(-1)]).toEqual([150_000, 'gène 149999']);
});

test('names are trimmed, and take no longer for the blanks in them', async () => {
  const blanks = ' '.repeat(500_000);
  const path = join(makeFolder({ 'blank.csv': ` a\t,x${blanks}y,\n1,2,3` }), 'blank.csv');
  expect((await readHeader(path, [','], 'utf-8')).names).toEqual(['a', `x${blanks}y`, '']);
});

test.each([
  ['a,b\n1,2', ',', ['a', 'b']],
  ['a;b,c;d\r\n', ';', ['a', 'b,c', 'd']],
  ['"a,1","say ""b""","two\nlines"\n', ',', ['a,1', 'say "b"', 'two\nlines']],
  [',b,', ',', ['', 'b', '']],
  ['"",b', ',', ['', 'b']],
  ['one', ',', ['one']],
  ['a"b,c', ',', ['a"b', 'c']],
])('%j splits at %j', (text, delimiter, fields) => {
  expect(splitRecord(text, delimiter)).toEqual(fields);
});
