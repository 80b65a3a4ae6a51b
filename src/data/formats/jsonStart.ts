import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { HumanError } from '../../engine/errors.ts';
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
  const starts = await Promise.all(paths.map((path) => readStart(path, startBytes)));
  for (const [index, start] of starts.entries()) checkStart(paths[index]!, start);
  if (!starts.some((start) => start.startsWith(byteOrderMark))) return { paths, dispose: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), 'label-scout-'));
  const readable = await Promise.all(
    paths.map(async (path, index) => {
      if (!starts[index]!.startsWith(byteOrderMark)) return path;
      const copy = join(folder, `${index}.jsonl`);
      await pipeline(createReadStream(path, { start: byteOrderMarkBytes }), createWriteStream(copy));
      return copy;
    }),
  );
  return { paths: readable, dispose: () => rm(folder, { recursive: true, force: true }) };
}

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
