import { expect, test } from 'vitest';
import { splitRecord } from '../../../src/data/formats/delimited.ts';

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
