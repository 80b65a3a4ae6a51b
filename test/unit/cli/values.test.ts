import { expect, it } from 'vitest';
import { assignment, integer, names, number } from '../../../src/cli/values.ts';

it('reads whole numbers and refuses what only begins like one', () => {
  expect(integer()('-12')).toBe(-12);
  for (const text of ['', '1.5', '1e3', '12px', '0x10', ' 1', 'NaN', 'Infinity', '9'.repeat(400)])
    expect(() => integer()(text)).toThrow('It must be a whole number');
  expect(() => integer({ min: 1 })('0')).toThrow('It must be a whole number of at least 1.');
});

it('reads decimal numbers within their bounds', () => {
  expect(number()('.5')).toBe(0.5);
  expect(number()('-1e-3')).toBe(-0.001);
  for (const text of ['', 'half', '1,5', 'Infinity', 'NaN'])
    expect(() => number()(text)).toThrow('It must be a number');
  expect(() => number({ min: 0, max: 0.5 })('0.6')).toThrow('It must be a number from 0 to 0.5.');
});

it('reads lists of names, none empty, none twice', () => {
  expect(names('a, b,c')).toEqual(['a', 'b', 'c']);
  expect(() => names('a,,b')).toThrow('none empty');
  expect(() => names('')).toThrow('none empty');
  expect(() => names('a,b,a')).toThrow('It names "a" twice.');
});

it('collects key=value pairs, values with equals signs included', () => {
  expect(assignment('a=b=c', ['x=1'])).toEqual(['x=1', 'a=b=c']);
  expect(() => assignment('=1')).toThrow('key=value');
  expect(() => assignment('trees')).toThrow('key=value');
});
