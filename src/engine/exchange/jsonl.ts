import { HumanError } from '../errors.ts';
import { JsonProblem, parseJson, type JsonObject, type JsonValue } from './reading/json.ts';
import { readRecords } from './reading/readRecords.ts';
import type { FieldValue, SourceRecord } from './reading/records.ts';
import type { ExchangeFormat } from './types.ts';

const write: ExchangeFormat['write'] = (fields, records) => {
  const inOrder = [...fields];
  return records.map((record) => `${JSON.stringify(record, inOrder)}\n`).join('');
};

/** Numbers and booleans stand for their text, so that ids and classes that look like them may be written bare. */
function fieldValue(value: JsonValue): FieldValue {
  switch (value.kind) {
    case 'null':
      return null;
    case 'object':
      return { unreadable: 'an object' };
    case 'list':
      return listValue(value.items);
    case 'text':
    case 'number':
    case 'boolean':
      return value.text;
  }
}

/** A list of texts; nulls name nothing. Lists of lists mark parts of a text. */
function listValue(items: readonly JsonValue[]): FieldValue {
  const values = items.map(fieldValue).filter((value) => value !== null);
  return values.every((value) => typeof value === 'string')
    ? values
    : { unreadable: 'a list of lists or objects' };
}

const toRecord = ({ keys, values }: JsonObject, line: number): SourceRecord => ({
  line,
  names: keys,
  values: values.map(fieldValue),
});

const lineBreak = /\r\n|\n|\r/u;
const lineAt = (text: string, position: number): number => text.slice(0, position).split(lineBreak).length;

function malformed(place: string, reason: string): HumanError {
  return new HumanError(
    `${place}: expected one JSON object with "id" and "label", but ${reason}; mend or remove the line.`,
  );
}

const kindNames: Readonly<Record<Exclude<JsonValue['kind'], 'object'>, string>> = {
  null: 'null',
  text: 'a text',
  number: 'a number',
  boolean: 'true or false',
  list: 'a list',
};

function readLine(text: string, line: number, file: string): SourceRecord {
  const place = `${file}, line ${line}`;
  let value: JsonValue;
  try {
    value = parseJson(text);
  } catch (error) {
    if (error instanceof JsonProblem) throw malformed(place, error.message);
    throw error;
  }
  if (value.kind !== 'object') throw malformed(place, `it is ${kindNames[value.kind]}`);
  return toRecord(value, line);
}

const readLines = (text: string, file: string): readonly SourceRecord[] =>
  text
    .split(lineBreak)
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }) => readLine(line, number, file));

/** One JSON array of objects in place of lines, as many programs write it. */
function readArray(text: string, file: string): readonly SourceRecord[] {
  let value: JsonValue;
  try {
    value = parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonProblem)) throw error;
    throw new HumanError(
      `${file}, line ${lineAt(text, error.at)}: expected a JSON array of objects, but ${error.message}; mend the file.`,
    );
  }
  const lines = new LineCounter(text);
  return (value.kind === 'list' ? value.items : [value]).map((item, index) => {
    if (item.kind === 'object') return toRecord(item, lines.at(item.at));
    throw new HumanError(
      `${file}: expected a JSON array of objects, but item ${index + 1} is ${kindNames[item.kind]}; mend the file.`,
    );
  });
}

/** Numbers of lines at rising positions of a text, each stretch of which is counted once. */
class LineCounter {
  readonly #text: string;
  #position = 0;
  #line = 1;

  constructor(text: string) {
    this.#text = text;
  }

  at(position: number): number {
    this.#line += this.#text.slice(this.#position, position).split(lineBreak).length - 1;
    this.#position = position;
    return this.#line;
  }
}

const read: ExchangeFormat['read'] = (text, file, options) => {
  const records = /^\s*\[/u.test(text) ? readArray(text, file) : readLines(text, file);
  if (records.length === 0) return { lines: [], notices: [] };
  const names = new Set<string>();
  for (const record of records) for (const name of record.names) names.add(name);
  return readRecords(
    { file, wording: { place: file, columns: 'keys' }, names: [...names], records },
    options,
  );
};

/** One JSON object a line, or one array of them. */
export const jsonLines = {
  id: 'jsonl',
  title: 'JSON Lines',
  extension: 'jsonl',
  alsoReads: ['ndjson', 'json'],
  write,
  recognizes: (text) => /^\s*(?:\{\s*["}]|\[\s*[{\]])/u.test(text),
  read,
} as const satisfies ExchangeFormat;
