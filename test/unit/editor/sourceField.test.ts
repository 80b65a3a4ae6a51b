import { expect, it } from 'vitest';
import { sourceField } from '../../../src/host/sourceField.ts';

it('finds where a manifest says what is read', () => {
  const text = '{ "name": "files", "source": { "files": ["a"], "features": {} } }';
  const { start, length } = sourceField(text);
  expect(text.slice(start, start + length)).toBe('"features"');
  expect(sourceField(text.replace('"features": {}', '"x": 1')).start).toBe(text.indexOf('"files": ['));
  expect(sourceField('{}')).toEqual({ start: 0, length: 0 });
});
