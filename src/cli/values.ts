import { InvalidArgumentError } from 'commander';

/** Parsers of flag values. Commander puts the flag's name in front of the sentence each of them throws. */

interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

function withinBounds(value: number, { min = -Infinity, max = Infinity }: Bounds, kind: string): number {
  if (Number.isFinite(value) && value >= min && value <= max) return value;
  const range =
    min === -Infinity && max === Infinity
      ? ''
      : max === Infinity
        ? ` of at least ${min}`
        : ` from ${min} to ${max}`;
  throw new InvalidArgumentError(`It must be ${kind}${range}.`);
}

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A whole number, written in decimal with at most 15 digits, so that it is exact. */
export const integer =
  (bounds: Bounds = {}) =>
  (text: string): number =>
    withinBounds(/^[+-]?\d{1,15}$/.test(text) ? Number(text) : NaN, bounds, 'a whole number');

/** A number, written in decimal. */
export const number =
  (bounds: Bounds = {}) =>
  (text: string): number =>
    withinBounds(decimal.test(text) ? Number(text) : NaN, bounds, 'a number');

/** Names separated by commas, none empty, none twice. */
export function names(text: string): readonly string[] {
  const list = text.split(',').map((name) => name.trim());
  if (list.includes('')) throw new InvalidArgumentError('It must be names separated by commas, none empty.');
  const repeated = list.find((name, index) => list.indexOf(name) !== index);
  if (repeated !== undefined) throw new InvalidArgumentError(`It names "${repeated}" twice.`);
  return list;
}

/** Collects repeated `--option key=value` flags, in the order given. */
export function assignment(text: string, collected: readonly string[] = []): readonly string[] {
  if (!/^[^=\s]+=/.test(text))
    throw new InvalidArgumentError('It must be written key=value, for example trees=100.');
  return [...collected, text];
}
