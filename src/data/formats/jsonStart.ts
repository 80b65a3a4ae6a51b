import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { HumanError, messageOf } from '../../engine/errors.ts';
import { readStart } from './readStart.ts';
import type { Prepared } from './types.ts';

const startBytes = 1 << 16;
const byteOrderMark = '\uFEFF';
const byteOrderMarkBytes = 3;

/**
 * Files of JSON Lines as DuckDB can read them: one that begins with a byte order mark is read from a copy without it.
 * @throws HumanError for a file that holds no objects, such as one JSON array.
 */
export async function prepareJsonLines(paths: readonly string[]): Promise<Prepared> {
  const marked = new Set<string>();
  for (const path of paths) {
    const start = await readStart(path, startBytes);
    checkStart(path, start);
    if (start.startsWith(byteOrderMark)) marked.add(path);
  }
  return marked.size === 0 ? { paths, dispose: async () => {} } : copyWithoutMarks(paths, marked);
}

async function copyWithoutMarks(paths: readonly string[], marked: ReadonlySet<string>): Promise<Prepared> {
  const [first] = marked;
  const folder = await mkdtemp(join(tmpdir(), 'label-scout-')).catch((error: unknown) => {
    throw noCopy(first!, error);
  });
  const dispose = () => rm(folder, { recursive: true, force: true });
  try {
    const readable: string[] = [];
    for (const [index, path] of paths.entries()) {
      const copy = join(folder, `${index}.jsonl`);
      if (marked.has(path)) await copyWithoutMark(path, copy);
      readable.push(marked.has(path) ? copy : path);
    }
    return { paths: readable, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function copyWithoutMark(path: string, copy: string): Promise<void> {
  try {
    await pipeline(createReadStream(path, { start: byteOrderMarkBytes }), createWriteStream(copy));
  } catch (error) {
    throw noCopy(path, error);
  }
}

const noCopy = (path: string, error: unknown): HumanError =>
  new HumanError(
    `${path} begins with a byte order mark, and no copy without it can be made in ${tmpdir()} (${messageOf(error)}); save the file as UTF-8 without that mark.`,
    { cause: error },
  );

function checkStart(path: string, start: string): void {
  if (start.includes('\0'))
    throw new HumanError(`${path} is a binary file or UTF-16, not a table of text; save it as UTF-8.`);
  const text = start.replace(byteOrderMark, '');
  const first = text.trimStart()[0];
  if (first === undefined || first === '{') return;
  const line = text.slice(0, text.indexOf(first)).split('\n').length;
  throw new HumanError(
    first === '['
      ? `${path} holds a JSON array; JSON Lines hold one object a line, without brackets and commas around them.`
      : `${path}, line ${line} is no JSON object; JSON Lines hold one object a line.`,
  );
}
