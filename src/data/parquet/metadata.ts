import * as v from 'valibot';
import { type Database, quotePaths } from '../../runtime/duckdb.ts';

/** What programs have written about the columns of a Parquet file, as far as it can be trusted to be of that form. */
export interface ParquetMetadata {
  /** Columns that pandas has made of the index of its table. */
  readonly indexColumns: readonly string[];
  /** Names of the classes that Hugging Face's numbers stand for, by column. */
  readonly classNames: ReadonlyMap<string, readonly string[]>;
  readonly notices: readonly string[];
}

/** Longer metadata is not looked at, in characters. */
const longestText = 1 << 24;

const pandasSchema = v.object({ index_columns: v.array(v.unknown()) });
const classLabelSchema = v.object({ _type: v.literal('ClassLabel'), names: v.unknown() });
const datasetSchema = v.object({ info: v.object({ features: v.record(v.string(), v.unknown()) }) });
const namesSchema = v.pipe(
  v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(1000))),
  v.minLength(1),
  v.maxLength(100_000),
  v.check((names) => new Set(names).size === names.length),
);

/** Reads the metadata of some files; what is not of the known form counts as not there. */
export async function readMetadata(database: Database, paths: readonly string[]): Promise<ParquetMetadata> {
  const rows = await database.rows(
    `SELECT file_name, TRY(decode(key)), TRY(decode(value)) FROM parquet_kv_metadata(${quotePaths(paths)}) ` +
      `WHERE TRY(decode(key)) IN ('pandas', 'huggingface') AND octet_length(value) < ${longestText}`,
  );
  const valuesOf = (key: string): unknown[] =>
    rows.filter((row) => row[1] === key).map((row) => parse(row[2] as string | null));
  const indexes = valuesOf('pandas').flatMap((value) => {
    const read = v.safeParse(pandasSchema, value);
    return read.success ? read.output.index_columns.filter((name) => typeof name === 'string') : [];
  });
  return { indexColumns: [...new Set(indexes)], ...readClassNames(valuesOf('huggingface'), paths.length) };
}

/** Files must agree on the names: a number that means another class in each is none that can be named. */
function readClassNames(
  values: readonly unknown[],
  fileCount: number,
): Pick<ParquetMetadata, 'classNames' | 'notices'> {
  const found = new Map<string, readonly string[]>();
  const refused = new Set<string>();
  const counts = new Map<string, number>();
  for (const value of values) {
    const read = v.safeParse(datasetSchema, value);
    for (const [column, feature] of read.success ? Object.entries(read.output.info.features) : []) {
      const label = v.safeParse(classLabelSchema, elementOf(feature));
      if (!label.success) continue;
      const names = v.safeParse(namesSchema, label.output.names);
      const before = found.get(column);
      counts.set(column, (counts.get(column) ?? 0) + 1);
      if (!names.success || (before !== undefined && !isSame(before, names.output))) refused.add(column);
      else found.set(column, names.output);
    }
  }
  for (const [column, count] of counts) if (count !== fileCount) refused.add(column);
  for (const column of refused) found.delete(column);
  return { classNames: found, notices: [...refused].map(noticeRefused) };
}

/** The feature of a list's elements, or the feature itself. */
function elementOf(feature: unknown): unknown {
  if (Array.isArray(feature)) return feature[0];
  return typeof feature === 'object' && feature !== null && 'feature' in feature ? feature.feature : feature;
}

const noticeRefused = (column: string): string =>
  `The class names that Hugging Face's metadata gives for column "${column.slice(0, 100)}" are damaged or differ between files, so its numbers are taken as they are.`;

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name, index) => name === b[index]);

function parse(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
