/** What the values of a key are, as bits: a column is typed by what all of them are together. */
export const valueKinds = {
  /** A whole number of at most 18 digits, which a BIGINT holds. */
  whole: 1 << 0,
  /** A whole number of at most 38 digits, which a HUGEINT holds. */
  long: 1 << 1,
  /** A number with a fraction or an exponent, longer than that, or NaN or an infinity. */
  fraction: 1 << 2,
  truth: 1 << 3,
  text: 1 << 4,
  emptyText: 1 << 5,
  /** `2024-01-31` */
  date: 1 << 6,
  /** `2024-01-31T12:30:00`, without a time zone. */
  moment: 1 << 7,
  /** `2024-01-31T12:30:00Z` */
  zonedMoment: 1 << 8,
  /** `12:30:00` */
  timeOfDay: 1 << 9,
  list: 1 << 10,
  object: 1 << 11,
} as const;

const { whole, long, fraction, truth, emptyText, date, moment, zonedMoment, timeOfDay } = valueKinds;
const numbers = whole | long | fraction;

/** Whether all values of a key are among the given kinds, and there are some. */
const isOnly = (kinds: number, allowed: number): boolean => (kinds & ~allowed) === 0 && kinds !== 0;

/** The DuckDB type that holds every value of the given kinds without changing one; times come as VARCHAR first. */
export function storedType(kinds: number): string {
  if (isOnly(kinds, whole)) return 'BIGINT';
  if (isOnly(kinds, whole | long)) return 'HUGEINT';
  if (isOnly(kinds, numbers)) return 'DOUBLE';
  return isOnly(kinds, truth) ? 'BOOLEAN' : 'VARCHAR';
}

/** The DuckDB type of a key whose texts are all dates or times; undefined for other texts. */
export function timeType(kinds: number): string | undefined {
  const present = kinds & ~emptyText;
  if (isOnly(present, date)) return 'DATE';
  if (isOnly(present, date | moment)) return 'TIMESTAMP';
  if (isOnly(present, date | moment | zonedMoment)) return 'TIMESTAMPTZ';
  return isOnly(present, timeOfDay) ? 'TIME' : undefined;
}

/** Whether some values are lists or objects. */
export const isCompound = (kinds: number): boolean => (kinds & (valueKinds.list | valueKinds.object)) !== 0;

/** The longest text that {@link kindOfText} looks at. */
export const longestTime = 40;

const zone = String.raw`(?:Z|[+-]\d{2}(?::?\d{2})?)`;
const clock = String.raw`\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?`;
const timePatterns: readonly (readonly [RegExp, number])[] = [
  [/^\d{4}-\d{2}-\d{2}$/, date],
  [new RegExp(`^\\d{4}-\\d{2}-\\d{2}[T ]${clock}$`), moment],
  [new RegExp(`^\\d{4}-\\d{2}-\\d{2}[T ]${clock} ?${zone}$`), zonedMoment],
  [new RegExp(`^${clock}$`), timeOfDay],
];

/** The kind of a text that begins with a digit. */
export const kindOfText = (value: string): number =>
  timePatterns.find(([pattern]) => pattern.test(value))?.[1] ?? valueKinds.text;
