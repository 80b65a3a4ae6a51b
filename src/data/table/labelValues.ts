import { type Database, quoteName, quoteText } from '../../runtime/duckdb.ts';

/** The label column after its values have been made names of classes, and what there is to say of it. */
export interface LabelValues {
  /** What the classes are called, where the file says so and the manifest does not say otherwise. */
  readonly classNames?: readonly string[] | undefined;
  readonly notices: readonly string[];
}

/** What is known of the values of a label column. */
export interface LabelFacts {
  readonly label: string;
  /** Whether its texts are lists, written as JSON. */
  readonly isList: boolean;
  /** What its numbers stand for, in order from 0; −1 stands for no label. */
  readonly classNames: readonly string[] | undefined;
  /** The manifest's classes. */
  readonly declared: readonly string[] | undefined;
}

/** Makes one class name of each value: the only element of a list, and the name that a number stands for. */
export async function nameLabels(database: Database, facts: LabelFacts): Promise<LabelValues> {
  const notices = facts.isList ? await unwrapLists(database, facts.label) : [];
  const { classNames, declared } = facts;
  if (classNames === undefined || isByNumber(declared, classNames)) return { notices };
  const named = await nameNumbers(database, facts.label, classNames);
  return named ? { classNames, notices } : { notices: [...notices, noticeUnnamed(facts.label, classNames)] };
}

/** A list of one class is that class; an empty one is no label, and of several none can be the one. */
async function unwrapLists(database: Database, label: string): Promise<string[]> {
  const column = quoteName(label);
  const list = `CASE WHEN starts_with(${column}, '[') AND json_valid(${column}) THEN ${column} END`;
  const length = `json_array_length(${list})`;
  const isNested = `(${length} = 1 AND json_type(${list}, '$[0]') IN ('ARRAY', 'OBJECT'))`;
  const [several, nested] = (
    await database.rows(
      `SELECT (count(*) FILTER (${length} > 1))::INTEGER, (count(*) FILTER (${isNested}))::INTEGER FROM data`,
    )
  )[0] as [number, number];
  const only = `CASE WHEN ${length} = 1 AND NOT ${isNested} THEN json_extract_string(${list}, '$[0]') END`;
  await database.execute(
    `CREATE OR REPLACE TABLE data AS SELECT * REPLACE (CASE WHEN ${list} IS NULL THEN ${column} ELSE ${only} END AS ${column}) FROM data`,
  );
  return [
    ...noticeRows(label, several, 'several labels', 'A sample with several classes needs "task": "classes".'),
    ...noticeRows(label, nested, 'a list or an object in a list (such as a span)', 'A class is a name.'),
  ];
}

function noticeRows(label: string, count: number, what: string, advice: string): string[] {
  if (count === 0) return [];
  const rows = count === 1 ? '1 row holds' : `${count.toLocaleString('en')} rows hold`;
  return [
    `Column "${label}": ${rows} ${what} and ${count === 1 ? 'counts' : 'count'} as having no label. ${advice}`,
  ];
}

/** Whether the manifest's classes are numbers of the names: those who began to label so have labels by number. */
const isByNumber = (declared: readonly string[] | undefined, names: readonly string[]): boolean =>
  declared !== undefined &&
  !declared.some((name) => names.includes(name)) &&
  declared.some((name) => names[Number(name)] !== undefined);

/** @returns whether every number has a name; if not, nothing is changed. */
async function nameNumbers(database: Database, label: string, names: readonly string[]): Promise<boolean> {
  const column = quoteName(label);
  const number = `TRY_CAST(${column}::VARCHAR AS DOUBLE)`;
  const isKnown = `(${number} = trunc(${number}) AND ${number} BETWEEN -1 AND ${names.length - 1})`;
  const [row] = await database.rows(
    `SELECT count(*) FILTER (NOT coalesce(${isKnown}, false)) = 0 FROM data WHERE ${column} IS NOT NULL AND ${column}::VARCHAR NOT IN ('', 'nan')`,
  );
  if (row?.[0] !== true) return false;
  // A list is indexed from 1; of −1 there is no element 0.
  const name = `[${names.map(quoteText).join(', ')}][${number}::INTEGER + 1]`;
  await database.execute(
    `CREATE OR REPLACE TABLE data AS SELECT * REPLACE (CASE WHEN ${isKnown} AND ${number} >= 0 THEN ${name} END AS ${column}) FROM data`,
  );
  return true;
}

const noticeUnnamed = (label: string, names: readonly string[]): string =>
  `Column "${label}" holds other values than the numbers of its ${names.length.toLocaleString('en')} classes in Hugging Face's metadata, so its values are taken as they are.`;
