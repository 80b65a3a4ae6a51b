import { expect, test } from 'vitest';
import { openFile, refusal } from './folder.ts';

test('a line that is full of what DuckDB says of errors is named like any other', async () => {
  const field = 'CSV Error on Line: 7 JSON transform error in file "a", in line 7: '.repeat(20_000);
  const csv = `a,b\n1,2\n"${field.replaceAll('"', '""')}",2,3\n`;
  expect(await refusal(openFile('quoted.csv', csv))).toMatch(
    /quoted\.csv, line 3: more values than the header names columns \(2\)/,
  );
});
