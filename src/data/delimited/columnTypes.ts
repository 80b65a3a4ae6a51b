import { type Database, quoteName } from '../../runtime/duckdb.ts';

/** A type that texts can have, and the SQL of whether the text of a column has it. */
interface TextType {
  readonly type: string;
  readonly fits: (text: string) => string;
}

const day = String.raw`\d{4}[-/]\d{1,2}[-/]\d{1,2}`;
const time = String.raw`\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?`;
const endless = '-?infinity';

/**
 * A type by a pattern of the text and by DuckDB, which alone would take half a date or a rounded number. Where the value
 * is written as DuckDB writes it, the pattern need not be asked.
 */
const patterned = (type: string, pattern: string): TextType => ({
  type,
  fits: (text) =>
    `CASE WHEN TRY_CAST(${text} AS ${type})::VARCHAR = ${text} THEN true` +
    ` WHEN TRY_CAST(${text} AS ${type}) IS NULL THEN false` +
    ` ELSE regexp_full_match(trim(${text}), '${pattern}', 'i') END`,
});

const whole: TextType = {
  type: 'BIGINT',
  fits: (text) => `trim(${text}) = TRY_CAST(${text} AS BIGINT)::VARCHAR`,
};

/** Written like this a number is a code, which would change: 007, +5, 3_12, and more digits than are kept. */
const code = String.raw`^\s*-?0\d|^\s*\+|_|^\s*-?\d{19,}\s*$`;
const fraction: TextType = {
  type: 'DOUBLE',
  // The pattern takes longer than everything else, and short fractions such as 12.5 are never codes.
  fits: (text) =>
    `CASE WHEN TRY_CAST(${text} AS DOUBLE) IS NULL THEN false` +
    ` WHEN ${text} BETWEEN '1' AND ':' AND length(${text}) < 19 AND NOT contains(${text}, '_') THEN true` +
    ` ELSE NOT regexp_matches(${text}, '${code}') END`,
};

/**
 * Types of each kind from the narrowest on. BOOLEAN is missing: it would show `yes` and `t` as `true`. Days must begin
 * with the year: in 1/2/2024 the month is ambiguous.
 */
const ladders = {
  number: [whole, fraction],
  time: [patterned('TIME', time)],
  date: [
    patterned('DATE', String.raw`\d{4}-\d{1,2}-\d{1,2}|${endless}`),
    patterned('TIMESTAMP', `${day}([ T]${time}( UTC)?)?|${endless}`),
    patterned('TIMESTAMPTZ', `${day}.*|${endless}`),
  ],
} as const satisfies Readonly<Record<string, readonly TextType[]>>;

type Kind = keyof typeof ladders;

const starts: readonly (readonly [Kind, RegExp])[] = [
  ['date', /^\s*\d{4}[-/]\d{1,2}[-/]\d{1,2}/],
  ['time', /^\s*\d{1,2}:\d{2}/],
  ['number', /^\s*-?\.?\d+/],
];
/** These are numbers and, as moments, dates. */
const anyKind = /^\s*(-?inf(inity)?|nan)\s*$/i;

const kindOf = (text: string): Kind | undefined => starts.find(([, pattern]) => pattern.test(text))?.[0];

const sampleCells = 50_000;
const minSampleRows = 10;
const maxSampleRows = 1000;
/** Columns that one statement names one by one. */
const columnsPerStatement = 16;
/** From so many columns on planning such statements takes longer than stacking the columns into one. */
const minStackedColumns = 256;

/**
 * The DuckDB types of columns of the table `texts`: the narrowest that holds every value as it is written, none where
 * this is a text. The first rows only say where to begin.
 */
export async function findTypes(
  database: Database,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const types = new Map<string, string>();
  let open = await findKinds(database, names);
  for (let step = 0; open.length > 0; step++) {
    const fitting = await findFitting(database, open, step);
    for (const { name, ladder } of open) if (fitting.has(name)) types.set(name, ladder[step]!.type);
    open = open.filter(({ name, ladder }) => !fitting.has(name) && step + 1 < ladder.length);
  }
  return types;
}

/** Names of the columns all of whose values are of the type at a step of their ladders. */
async function findFitting(
  database: Database,
  columns: readonly Open[],
  step: number,
): Promise<ReadonlySet<string>> {
  const fitting = new Set<string>();
  const types = new Set(columns.map(({ ladder }) => ladder[step]!));
  for (const type of types) {
    const names = columns.filter(({ ladder }) => ladder[step] === type).map(({ name }) => name);
    const isStacked = names.length >= minStackedColumns;
    const width = isStacked ? stackedColumns : columnsPerStatement;
    for (let from = 0; from < names.length; from += width) {
      const part = names.slice(from, from + width);
      for (const name of await (isStacked ? fitStacked : fitBeside)(database, part, type)) fitting.add(name);
    }
  }
  return fitting;
}

/** Columns that are stacked at once. */
const stackedColumns = 2500;

async function fitBeside(
  database: Database,
  names: readonly string[],
  { fits }: TextType,
): Promise<string[]> {
  const checks = names.map((name) => allFit(fits, quoteName(name)));
  const [row = []] = await database.rows(`SELECT ${checks.join(', ')} FROM texts`);
  return names.filter((_, index) => row[index] === true);
}

async function fitStacked(
  database: Database,
  names: readonly string[],
  { fits }: TextType,
): Promise<string[]> {
  const rows = await database.rows(
    `SELECT place, ${allFit(fits, 'text')} FROM (SELECT unnest([${names.map(quoteName).join(', ')}]) AS text, ` +
      `unnest(range(${names.length}))::INTEGER AS place FROM texts) GROUP BY place`,
  );
  return rows.filter(([, fit]) => fit === true).map(([place]) => names[place as number]!);
}

const allFit = (fits: TextType['fits'], text: string): string =>
  `coalesce(bool_and(coalesce(${fits(text)}, false)) FILTER (${text} <> ''), true)`;

interface Open {
  readonly name: string;
  readonly ladder: readonly TextType[];
}

/** Columns that may be of another type than text, by their first values. */
async function findKinds(database: Database, names: readonly string[]): Promise<Open[]> {
  if (names.length === 0) return [];
  const rows = Math.min(maxSampleRows, Math.max(minSampleRows, Math.floor(sampleCells / names.length)));
  const sample = await database.rows(`SELECT ${names.map(quoteName).join(', ')} FROM texts LIMIT ${rows}`);
  const values = names.map((_, column) => sample.map((row) => row[column]).filter(isFilled));
  const empty = names.filter((_, column) => values[column]!.length === 0);
  const later = await firstValues(database, empty);
  return names.flatMap((name, column) => {
    const ladder = ladderOf(values[column]!.length === 0 ? (later.get(name) ?? []) : values[column]!);
    return ladder === undefined ? [] : [{ name, ladder }];
  });
}

const isFilled = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** A value of each column whose first rows have none. */
async function firstValues(
  database: Database,
  names: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  for (let from = 0; from < names.length; from += columnsPerStatement) {
    const part = names.slice(from, from + columnsPerStatement);
    const values = part.map((name) => `any_value(${quoteName(name)}) FILTER (${quoteName(name)} <> '')`);
    const [row = []] = await database.rows(`SELECT ${values.join(', ')} FROM texts`);
    for (const [index, name] of part.entries()) found.set(name, [row[index]].filter(isFilled));
  }
  return found;
}

function ladderOf(values: readonly string[]): readonly TextType[] | undefined {
  const kinds = new Set(values.filter((value) => !anyKind.test(value)).map(kindOf));
  const [kind] = kinds;
  if (kinds.size === 1 && kind !== undefined) return ladders[kind];
  return kinds.size === 0 && values.length > 0 ? ladders.number : undefined;
}
