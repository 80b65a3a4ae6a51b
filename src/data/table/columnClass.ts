/** What a column's DuckDB type means for features. */
export type ColumnClass = 'number' | 'time' | 'string';

const number = /^(BOOLEAN|U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL\(.*\))$/;
const time = /^(DATE|TIME|TIMESTAMP|INTERVAL)/;

/** Lists, structs, enums, blobs and everything else are taken as their text. */
export const columnClass = (type: string): ColumnClass =>
  number.test(type) ? 'number' : time.test(type) && !type.endsWith(']') ? 'time' : 'string';

const compounds: readonly (readonly [RegExp, string])[] = [
  [/\]$/, 'lists'],
  [/^(STRUCT|MAP|UNION)/, 'structures'],
  [/^(BLOB|BIT)/, 'binary data'],
  [/^JSON$/, 'lists or objects'],
];

/** What the values of a type are called that are no single numbers, times or texts; undefined for all others. */
export const compoundName = (type: string): string | undefined =>
  compounds.find(([pattern]) => pattern.test(type))?.[1];
