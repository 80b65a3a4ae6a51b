import { expect, test } from 'vitest';
import { columnsOf, openFile, refusal } from '../folder.ts';

const lines = (...rows: readonly string[]): string => `${rows.join('\n')}\n`;

/** More rows than DuckDB's own guess of types looks at. */
const many = (row: (index: number) => string, ...last: readonly string[]): string =>
  lines(...Array.from({ length: 20_600 }, (_, index) => row(index)), ...last);

test('a key of late rows is a column', async () => {
  const text = many((index) => `{"x":${index}}`, '{"x":1,"late":2,"label":"a"}');
  const dataset = await openFile('data.jsonl', text, { label: 'label' });
  expect(dataset.featureNames).toEqual(['x', 'late', 'late is missing']);
  expect(dataset.classes).toEqual(['a']);
});

test('late fractions are cut neither in ids nor in labels nor in features', async () => {
  const text = many(
    (index) => `{"id":${index},"x":${index % 2},"label":${index % 2}}`,
    '{"id":7.25,"x":0.5,"label":0.4}',
  );
  const dataset = await openFile('data.jsonl', text, { label: 'label' });
  expect(dataset.ids.at(-1)).toBe('7.25');
  expect(dataset.classes).toEqual(['0', '0.4', '1']);
  expect(new Set((await columnsOf(dataset))['x']).size).toBe(3);
});

test('numbers of ids and labels stand as they are written, but for whole ones', async () => {
  const ids = ['0.40', '1e3', '-2.50', '9007199254740993', '36893488147419103232', '5.0', '0.0000000001'];
  const text = lines(
    ...ids.map((id, index) => `{"id" : ${id} ,"x":${index}}`),
    '{"id":"007","x":9}',
    '{"x":5,"id":"1.50"}',
  );
  const { ids: read } = await openFile('data.jsonl', text);
  expect(read).toEqual([...ids.with(5, '5'), '007', '1.50']);
});

test.each([
  ['whole and long numbers', ['1', '12345678901234567890', '-3'], 'numeric'],
  ['numbers and fractions', ['1', '2.5', '1e400', 'NaN', 'null'], 'numeric'],
  ['numbers and texts that are none', ['1', '"a"', '1', '"a"'], 'categorical'],
  ['truths', ['true', 'false', 'null'], 'numeric'],
  ['truths and numbers', ['true', '1', 'true', '1'], 'categorical'],
  ['days and moments', ['"2024-01-31"', '"2024-01-31T10:00:00Z"', '""'], 'numeric'],
  ['numbers in texts', ['"1"', '2', '""'], 'numeric'],
])('%s are one column', async (_, values, kind) => {
  const dataset = await openFile('data.jsonl', lines(...values.map((value, x) => `{"x":${x},"y":${value}}`)));
  const names = dataset.featureNames.filter((name) => name.startsWith('y'));
  expect(names[0]).toMatch(kind === 'numeric' ? /^y$/ : /^y = /);
});

test('a day that no calendar has leaves a column of texts', async () => {
  const text = lines(
    '{"x":1,"y":"2024-02-30"}',
    '{"x":2,"y":"2024-02-28"}',
    '{"x":3,"y":"2024-02-30"}',
    '{"x":4,"y":"2024-02-28"}',
  );
  expect((await openFile('data.jsonl', text)).featureNames).toContain('y = 2024-02-30');
});

test('lists and objects are no features, are shown as JSON, and this is said', async () => {
  const rows = Array.from(
    { length: 8 },
    (_, index) => `{"x":${index},"list":[${index % 2},1.5],"object":{"a":{"b":"c"}}}`,
  );
  const dataset = await openFile('data.jsonl', lines(...rows));
  expect(dataset.featureNames).toEqual(['x']);
  expect(dataset.notices.join()).toMatch(/"list" \(lists or objects\), "object" \(lists or objects\)/);
  expect(await dataset.sample(1)).toMatchObject({
    fields: [{}, { value: '[1,1.5]' }, { value: '{"a":{"b":"c"}}' }],
  });
});

test('infinite numbers are missing, and counted', async () => {
  const dataset = await openFile(
    'data.jsonl',
    lines('{"x":1,"y":Infinity}', '{"x":2,"y":2.5}', '{"x":3,"y":-inf}'),
  );
  expect(dataset.notices).toContain('Column "y": 2 rows with an infinite value, read as missing.');
});

test('keys that differ in case only are one column where no row has both', async () => {
  const text = lines('{"x":1,"Label":"a"}', '{"x":2,"label":"b"}', '{"x":3,"label":null,"Label":"a"}');
  for (const label of ['Label', 'label']) {
    const dataset = await openFile('data.jsonl', text, { label });
    expect(dataset).toMatchObject({ classes: ['a', 'b'], oracle: Int32Array.of(0, 1, 0) });
    expect(dataset.notices.join()).toMatch(
      /The keys "Label" \(2 values\) and "label" \(1 value\) differ in .* no row has both/,
    );
  }
});

test('keys that differ in case only are two columns where a row has both', async () => {
  const text = lines('{"Y":1,"y":2}', '{"y":3}', '{"Y":4.50}');
  const dataset = await openFile('data.jsonl', text);
  expect(dataset.featureNames.filter((name) => !name.endsWith('missing'))).toEqual(['Y', 'y_1']);
  expect(dataset.notices.join()).toMatch(/some rows have both: each is a column of its own/);
});

test('keys may be of any characters', async () => {
  const names = ['a.b', "it's", 'say "x"', 'new\nline', '日本', '$', 'a/b~c', ''];
  const row = (value: number) =>
    JSON.stringify(Object.fromEntries(names.map((name, index) => [name, value + index / 2])));
  const dataset = await openFile('data.jsonl', lines(row(1), row(5), row(5)));
  expect(dataset.featureNames).toEqual([...names.slice(0, -1), 'C7']);
});

test('a key that is there twice is refused by the line, blank lines counted', async () => {
  const message = await refusal(openFile('data.jsonl', lines('{"x":1}', '', '{"x":1,"\\u0078":2}')));
  expect(message).toMatch(/data\.jsonl, line 3 has the key "x" twice; remove one of them\./);
});

test('a list of one class is that class; an empty one is no label, and several are counted', async () => {
  const text = lines(
    '{"x":1,"y":["A"]}',
    '{"x":2,"y":[]}',
    '{"x":3,"y":["A","B"]}',
    '{"x":4,"y":"B"}',
    '{"x":5,"y":null}',
    '{"x":6,"y":[2.0]}',
  );
  const dataset = await openFile('data.jsonl', text, { label: 'y' });
  expect(dataset).toMatchObject({ classes: ['2', 'A', 'B'], oracle: Int32Array.of(1, -1, -1, 2, -1, 0) });
  expect(dataset.notices).toContain(
    'Column "y": 1 row holds several labels and counts as having no label. A sample with several classes needs "task": "classes".',
  );
});

test('a list or an object in a list is no class', async () => {
  const text = lines('{"x":1,"y":[[0,5,"PER"]]}', '{"x":2,"y":[{"a":1}]}', '{"x":3,"y":["A"]}');
  const dataset = await openFile('data.jsonl', text, { label: 'y' });
  expect(dataset).toMatchObject({ classes: ['A'], oracle: Int32Array.of(-1, -1, 0) });
  expect(dataset.notices.join()).toMatch(
    /2 rows hold a list or an object in a list \(such as a span\) and count/,
  );
});

test('of keys that differ in case only the one asked for keeps its name', async () => {
  const text = lines('{"x":1,"LABEL":"a","Label":"b"}', '{"x":2,"label":"c"}');
  expect((await openFile('data.jsonl', text, { label: 'label' })).classes).toEqual(['c']);
});

test('a key that no table can name is said to be left out', async () => {
  const dataset = await openFile('data.jsonl', lines('{"a\\u0000b":1,"x":1}', '{"x":2}'));
  expect(dataset.featureNames).toEqual(['x']);
  expect(dataset.notices).toContain(
    'The key "a\\u0000b" holds the character NUL and is not read; rename it.',
  );
});
