import { describe, expect, it } from 'vitest';
import { JsonProblem, parseJson, type JsonValue } from '../../../../../src/engine/exchange/reading/json.ts';
import { createRng, type Rng } from '../../../../../src/engine/rng.ts';

/** The value as JSON.parse gives it; numbers become doubles. */
function plain(value: JsonValue): unknown {
  switch (value.kind) {
    case 'null':
      return null;
    case 'list':
      return value.items.map(plain);
    case 'object':
      return Object.fromEntries(value.keys.map((key, index) => [key, plain(value.values[index]!)]));
    case 'text':
      return value.text;
    case 'number':
    case 'boolean':
      return JSON.parse(value.text);
  }
}

function randomValue(rng: Rng, depth = 0): unknown {
  const kind = rng.below(depth > 3 ? 4 : 6);
  if (kind === 0) return [null, true, false][rng.below(3)];
  if (kind === 1) return (rng.uniform() - 0.5) * 10 ** rng.below(30);
  if (kind === 2) return rng.below(1000);
  if (kind === 3) return ['', 'a', '"\\/\b\n\t', '\u2028', '狐🦊', '\u0000', '}', '12'][rng.below(8)];
  const members = Array.from({ length: rng.below(4) }, () => randomValue(rng, depth + 1));
  return kind === 4 ? members : Object.fromEntries(members.map((member, key) => [`k"${key}`, member]));
}

describe('a JSON value', () => {
  it.each(Array.from({ length: 100 }, (_, seed) => seed))('is read as JSON.parse reads it (%i)', (seed) => {
    const value = randomValue(createRng(seed).fork('json'));
    expect(plain(parseJson(JSON.stringify(value)))).toEqual(value);
    expect(plain(parseJson(JSON.stringify(value, null, 2)))).toEqual(value);
  });

  it.each(['9007199254740993', '1.0', '-0', '1e3', '1E+30', '0.10'])(
    'keeps the number %s as written',
    (number) => {
      expect(parseJson(` [${number}] `)).toEqual({ kind: 'list', items: [{ kind: 'number', text: number }] });
    },
  );

  it('keeps a key that is there twice, and where its object begins', () => {
    expect(parseJson('[{"a":1,"a":2}]')).toMatchObject({ items: [{ at: 1, keys: ['a', 'a'] }] });
  });

  it.each(['NaN', 'Infinity', '-Infinity'])('takes %s of Python for null', (word) => {
    expect(parseJson(word)).toEqual({ kind: 'null' });
  });

  it.each([
    ['', 0, 'it ends in the middle of a value'],
    ['{"a":"b', 7, 'it ends in the middle of a value'],
    ['{"a":1', 6, 'it ends in the middle of a value'],
    ['{"a" 1}', 5, 'it has 1 where a colon is expected'],
    ['{a:1}', 1, 'it has a where a key in quotes is expected'],
    ['[1,]', 3, 'it has ] where a value is expected'],
    ['[1 2]', 3, 'it has 2 where a comma or ] is expected'],
    ['01', 0, 'it has 0 where a value is expected'],
    ['1.', 0, 'it has 1 where a value is expected'],
    ['nullx', 0, 'it has n where a value is expected'],
    ['{} 🦊', 3, 'it has 🦊 where the end is expected'],
    ['"a\nb"', 0, 'a text is not closed or holds a control character'],
    ['"\\x"', 0, 'a text has an escape that JSON does not know'],
  ])('is not %j', (text, at, reason) => {
    const problem = (() => {
      try {
        return parseJson(text);
      } catch (error) {
        return error;
      }
    })();
    expect(problem).toBeInstanceOf(JsonProblem);
    expect(problem).toMatchObject({ at, message: reason });
  });

  it('is refused when it is nested without end, and read when a text is long', () => {
    expect(() => parseJson('['.repeat(100_000))).toThrow('nested more than 200 deep');
    const long = 'a\\n'.repeat(2_000_000);
    expect(parseJson(`"${long}"`)).toMatchObject({ kind: 'text' });
  });
});
