import { HumanError } from '../../engine/errors.ts';
import type { RowFault } from './scanRow.ts';

/** A row that cannot be one of a table; the file is known by its place among the files read. */
export class JsonRowError extends Error {
  readonly file: number;
  readonly line: number;
  readonly fault: Exclude<RowFault, 'malformed'> | 'no fields';

  /** @param line from 1, blank lines counted. */
  constructor(file: number, line: number, fault: JsonRowError['fault']) {
    super('A row of JSON Lines cannot be one of a table.');
    this.file = file;
    this.line = line;
    this.fault = fault;
  }

  /** As a sentence. @param paths the files as a person knows them. */
  inFile(paths: readonly string[]): HumanError {
    if (this.fault === 'no fields')
      return new HumanError(`${paths[this.file]} has no rows, or rows without any field; add data to it.`, {
        cause: this,
      });
    const where = `${paths[this.file]}, line ${this.line}`;
    return new HumanError(
      this.fault === 'no object'
        ? `${where} is no JSON object; JSON Lines hold one object a line.`
        : `${where} has the key ${JSON.stringify(this.fault.twice)} twice; remove one of them.`,
      { cause: this },
    );
  }
}
