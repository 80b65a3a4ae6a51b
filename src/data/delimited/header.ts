import type { Guess } from '../account.ts';
import type { Split } from './delimiter.ts';
import { classifyFirstRecord, type FirstRecord } from './headerLine.ts';
import { isBlank, type StartRecord } from './records.ts';

/** What is known of the header before the file is read. */
export interface HeaderWish {
  /**
   * Whether the first record names the columns: as the manifest says, `undefined` where it says nothing (then it does,
   * as in every earlier version), `guess` where there is no manifest yet.
   */
  readonly hasHeader: boolean | 'guess' | undefined;
  /** Columns that must be there: a first record with one of them names columns. */
  readonly wanted: readonly string[];
}

/** The header of a table, or that it has none. */
export interface FoundHeader {
  /** As written; undefined for a table without a header. */
  readonly fields: readonly string[] | undefined;
  readonly columns: number;
  /** 1-based. */
  readonly line: number | undefined;
  readonly guesses: readonly Guess[];
  readonly notices: readonly string[];
}

/** @param above lines of the file above the split text. */
export function findHeader(
  path: string,
  { records, columns }: Split,
  at: number,
  { hasHeader, wanted }: HeaderWish,
  above: number,
): FoundHeader {
  const first = records[at]!;
  const body = records.slice(at + 1).filter((record) => !isBlank(record));
  const line = first.line + above;
  if (hasHeader === false) return { fields: undefined, columns, line: undefined, guesses: [], notices: [] };
  const isWanted = first.fields.some((name) => wanted.includes(name.trim()));
  const found: FirstRecord = hasHeader === true || isWanted ? 'names' : classifyFirstRecord(first, body);
  if (hasHeader === 'guess' && found === 'data')
    return {
      fields: undefined,
      columns,
      line: undefined,
      guesses: [{ what: 'header', chosen: 'none', others: [`line ${line}`] }],
      notices: [
        `${path} seems to have no line of column names: its columns are called ${columns === 1 ? 'column 1' : `column 1 to column ${columns}`}. Write "header": true into source in label-scout.json if line ${line} names them.`,
      ],
    };
  const fields = matchWidth(first, body, columns);
  return {
    fields,
    columns: fields.length,
    line,
    guesses: hasHeader === true ? [] : [{ what: 'header', chosen: `line ${line}`, others: ['none'] }],
    notices: found === 'names' ? [] : [doubt(path, line, found)],
  };
}

const doubt = (path: string, line: number, found: FirstRecord): string =>
  `${path}, line ${line} ${found === 'data' ? 'looks like a row' : 'may be a row'}, and was read as the column names; write "header": false into source in label-scout.json if it is one, else "header": true.`;

/** A delimiter at the end of every row, or of the header alone, makes one column more or less than there are names. */
function matchWidth(first: StartRecord, body: readonly StartRecord[], columns: number): readonly string[] {
  const { fields } = first;
  if (fields.length === columns + 1 && fields.at(-1) === '' && body.length > 0) return fields.slice(0, -1);
  const isOpen = body.every((row) => row.fields.length !== columns || row.fields.at(-1)!.trim() === '');
  return fields.length === columns - 1 && isOpen ? [...fields, ''] : fields;
}
