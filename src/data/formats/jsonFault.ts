import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import { HumanError } from '../../engine/errors.ts';
import { JsonRowError } from '../jsonLines/rowError.ts';
import { fileError } from '../../runtime/files.ts';

/** DuckDB counts the lines before a malformed one wrongly where some are blank or the line itself ends the file. */
const malformed = /Malformed JSON in file "[^"]*", at byte \d+ in line \d+: ([^.\n]*)/;

/** An error about malformed JSON, or a row that cannot be one of a table, with the right line; undefined for every other error. */
export async function findJsonFault(
  error: unknown,
  paths: readonly string[],
): Promise<HumanError | undefined> {
  if (error instanceof JsonRowError) return error.inFile(paths);
  const reason = malformed.exec(String(error))?.[1];
  if (reason === undefined) return undefined;
  for (const path of paths) {
    const bad = await findLine(path, faultOf(reason));
    if (bad !== undefined)
      return new HumanError(`${path}, line ${bad.number} ${bad.found}.`, { cause: error });
  }
  return undefined;
}

/** The first line that is not blank and of which something is to be said. @throws HumanError when the file is gone by now. */
async function findLine(
  path: string,
  judge: Judge,
): Promise<{ readonly number: number; readonly found: string } | undefined> {
  const file = await open(path).catch((error: unknown) => {
    throw fileError(path, error);
  });
  try {
    let number = 0;
    // As Latin-1, so that the bytes of the line are known.
    for await (const raw of file.readLines({ encoding: 'latin1' })) {
      number++;
      const bytes = Buffer.from(raw, 'latin1');
      const line = bytes.toString('utf8').replace(/^\uFEFF/, '');
      const found = line.trim() === '' ? undefined : judge(line, bytes);
      if (found !== undefined) return { number, found };
    }
    return undefined;
  } finally {
    await file.close();
  }
}

type Judge = (line: string, bytes: Buffer) => string | undefined;

/** What is wrong with a line of malformed JSON, and what to do about it. */
const faultOf =
  (reason: string): Judge =>
  (line, bytes) => {
    if (!isUtf8(bytes)) return 'is not UTF-8; save the file as UTF-8';
    return isJson(line) ? undefined : `is not valid JSON (${reason}); correct that line`;
  };

/** Half of a character of two code units, as JSON writes one that has lost its other half; DuckDB refuses it. */
const halfCharacter = /(?<!\\)(?:\\\\)*\\ud[89a-f]/;

/** DuckDB takes the numbers that JSON has no words for. */
function isJson(line: string): boolean {
  return [line, line.replaceAll(/-?\b(?:nan|inf|infinity)\b/gi, '0')].some((candidate) => {
    try {
      return !halfCharacter.test(JSON.stringify(JSON.parse(candidate)));
    } catch {
      return false;
    }
  });
}
