import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { HumanError } from '../../engine/errors.ts';

/** DuckDB counts the lines before a malformed one wrongly where some are blank or the line itself ends the file. */
const malformed = /Malformed JSON in file "[^"]*", at byte \d+ in line \d+: ([^.\n]*)/;

/** An error about malformed JSON with the right line; undefined for every other error. */
export async function findJsonFault(
  error: unknown,
  paths: readonly string[],
): Promise<HumanError | undefined> {
  const reason = malformed.exec(String(error))?.[1];
  if (reason === undefined) return undefined;
  for (const path of paths) {
    const line = await firstBadLine(path);
    if (line !== undefined)
      return new HumanError(`${path}, line ${line} is not valid JSON (${reason}); correct that line.`, {
        cause: error,
      });
  }
  return undefined;
}

async function firstBadLine(path: string): Promise<number | undefined> {
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    number++;
    if (line.trim() !== '' && !isJson(line)) return number;
  }
  return undefined;
}

/** DuckDB takes the numbers that JSON has no words for. */
function isJson(line: string): boolean {
  const text = line.replace(/^\uFEFF/, '');
  return [text, text.replaceAll(/-?\b(?:nan|inf|infinity)\b/gi, '0')].some((candidate) => {
    try {
      JSON.parse(candidate);
      return true;
    } catch {
      return false;
    }
  });
}
