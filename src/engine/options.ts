import { UsageError } from './errors.ts';
import type { OptionDefinition, Options, OptionTable } from './types.ts';

type Value = Options[string];

/** Options as found in one place, under the name a person knows that place by. */
export interface OptionLayer {
  readonly place: string;
  readonly options: Options;
}

/** Reads the numbers among options; what is not given has its default. */
export const numberOf =
  <T extends OptionTable>(table: T, given: Options) =>
  (name: keyof T & string): number =>
    Number(given[name] ?? table[name]!.default);

/** Whoever has options: a strategy or a model. */
export interface OptionOwner {
  readonly id: string;
  readonly options: OptionTable;
}

interface OptionKind {
  /** What is allowed, as the end of "must be …". */
  expected(definition: OptionDefinition): string;
  accepts(definition: OptionDefinition, value: Value): boolean;
  /** The value of a text such as `--option key=value`, or undefined where the text is none. */
  parse(text: string): Value | undefined;
}

const inRange = (definition: OptionDefinition, value: Value): boolean =>
  typeof value === 'number' &&
  Number.isFinite(value) &&
  (definition.type === 'number' || definition.type === 'integer') &&
  value >= (definition.min ?? -Infinity) &&
  value <= (definition.max ?? Infinity);

function range(definition: OptionDefinition, noun: string): string {
  if (definition.type !== 'number' && definition.type !== 'integer') return noun;
  const { min, max } = definition;
  if (min !== undefined && max !== undefined) return `${noun} from ${min} to ${max}`;
  if (min !== undefined) return `${noun} of at least ${min}`;
  return max === undefined ? noun : `${noun} of at most ${max}`;
}

const parseNumber = (text: string): number | undefined =>
  text.trim() === '' || !Number.isFinite(Number(text)) ? undefined : Number(text);

const kinds: Readonly<Record<OptionDefinition['type'], OptionKind>> = {
  integer: {
    expected: (definition) => range(definition, 'a whole number'),
    accepts: (definition, value) => Number.isInteger(value) && inRange(definition, value),
    parse: parseNumber,
  },
  number: {
    expected: (definition) => range(definition, 'a number'),
    accepts: inRange,
    parse: parseNumber,
  },
  boolean: {
    expected: () => 'true or false',
    accepts: (_definition, value) => typeof value === 'boolean',
    parse: (text) => (text === 'true' ? true : text === 'false' ? false : undefined),
  },
  choice: {
    expected: (definition) => (definition.type === 'choice' ? `one of ${definition.choices.join(', ')}` : ''),
    accepts: (definition, value) =>
      definition.type === 'choice' && typeof value === 'string' && definition.choices.includes(value),
    parse: (text) => text,
  },
};

const listNames = (names: readonly string[]): string =>
  names.length === 0 ? 'it has none' : `it has ${names.join(', ')}`;

function checked(
  owner: string,
  name: string,
  definition: OptionDefinition,
  value: Value,
  place: string,
): Value {
  const kind = kinds[definition.type];
  if (kind.accepts(definition, value)) return value;
  throw new UsageError(
    `The option ${name} of the ${owner} is ${JSON.stringify(value)} (${place}), but it must be ${kind.expected(definition)}.`,
  );
}

/**
 * Every option of a table with its value: the first layer that has it, else its default.
 * @param owner such as `strategy lal-independent`, for sentences.
 * @throws UsageError naming the option, its place and what is allowed.
 */
export function resolveOptions(table: OptionTable, owner: string, layers: readonly OptionLayer[]): Options {
  const resolved: Record<string, Value> = {};
  for (const [name, definition] of Object.entries(table)) resolved[name] = definition.default;
  for (const { place, options } of layers.toReversed()) {
    for (const [name, value] of Object.entries(options)) {
      const definition = Object.hasOwn(table, name) ? table[name] : undefined;
      if (!definition) {
        throw new UsageError(
          `The ${owner} has no option "${name}" (${place}); ${listNames(Object.keys(table))}.`,
        );
      }
      resolved[name] = checked(owner, name, definition, value, place);
    }
  }
  return resolved;
}

/**
 * Sorts `key=value` texts among owners: a key goes to every owner that has such an option.
 * @returns one bag of options per owner, values typed as the owner defines them.
 * @throws UsageError for a text without `=`, a key nobody has, or a value that cannot be read.
 */
export function assignOptions(
  assignments: readonly string[],
  owners: readonly OptionOwner[],
): readonly Options[] {
  const bags = owners.map((): Record<string, Value> => ({}));
  for (const assignment of assignments) {
    const [, name = '', text = ''] = /^([^=]+)=(.*)$/su.exec(assignment) ?? [];
    if (name === '') throw new UsageError(`--option ${assignment} must be written as key=value.`);
    const takers = owners.flatMap((owner, index) => (Object.hasOwn(owner.options, name) ? [index] : []));
    if (takers.length === 0) throw new UsageError(unknownOption(name, owners));
    for (const taker of takers) {
      const definition = owners[taker]!.options[name]!;
      const value = kinds[definition.type].parse(text) ?? text;
      bags[taker]![name] = checked(owners[taker]!.id, name, definition, value, `--option ${assignment}`);
    }
  }
  return bags;
}

function unknownOption(name: string, owners: readonly OptionOwner[]): string {
  const described = owners.map(({ id, options }) => `${id}: ${listNames(Object.keys(options))}`).join('; ');
  return `--option ${name}=… is an option of neither the strategy nor the model (${described}).`;
}
