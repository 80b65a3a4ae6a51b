import { HumanError } from '../../engine/errors.ts';
import type { Fault } from './walk.ts';

/** The table that a fault stands in. */
export interface FaultyTable {
  readonly path: string;
  readonly columns: number;
  /** The line of the column names, 1-based; undefined without one. */
  readonly headerLine: number | undefined;
}

/** A fault as a sentence that names the line in the user's file. */
export function faultError(fault: Fault, table: FaultyTable, cause?: unknown): HumanError {
  const place = `${table.path}, line ${fault.line}`;
  return new HumanError(sentence(fault, place, table), { cause });
}

function sentence(fault: Fault, place: string, table: FaultyTable): string {
  switch (fault.kind) {
    case 'width':
      return widthSentence(fault.found, place, table);
    case 'unclosed':
      return `${place}: a quote opens a value and is never closed; close it, or double it ("") where it is part of the text.`;
    case 'misplaced':
      return `${place}: a quote opens a value, and text follows the quote that closes it; double the quotes ("") that are part of the text.`;
    case 'lineEnd':
      return `${place} ends in ${fault.end} and the lines before in ${fault.usual}; save the file with one kind of line end.`;
  }
}

function widthSentence(found: number, place: string, { columns, headerLine }: FaultyTable): string {
  const values = found === 1 ? '1 value' : `${found} values`;
  if (headerLine === undefined)
    return `${place}: ${values} where most lines have ${columns}; correct that line.`;
  return found > columns
    ? `${place}: more values than the header names columns (${columns}); correct that line, or line ${headerLine} if it is not the header.`
    : `${place}: ${values} where the header names ${columns} columns; correct that line.`;
}
