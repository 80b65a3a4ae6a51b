import { createReadStream } from 'node:fs';
import { HumanError } from '../../engine/errors.ts';

/** What the bytes of a file say of its encoding; plain ASCII is the same in both. */
type Encoding = 'ASCII' | 'UTF-8' | 'Latin-1';

/**
 * Says that files are read as Latin-1, by the names of those that are not UTF-8.
 * @throws HumanError where others are UTF-8: their characters would turn into other ones, and so would their ids.
 */
export async function noticeLatin1(paths: readonly string[]): Promise<string> {
  const encodings = new Map<string, Encoding>();
  for (const path of paths) encodings.set(path, await encodingOf(path));
  const other = paths.find((path) => encodings.get(path) === 'Latin-1') ?? paths[0]!;
  const utf8 = paths.find((path) => encodings.get(path) === 'UTF-8');
  if (utf8 === undefined)
    return `${other} is not UTF-8; it was read as Latin-1. Save it as UTF-8 if characters look wrong.`;
  throw new HumanError(`${other} is not UTF-8, and ${utf8} is; save ${other} as UTF-8.`);
}

async function encodingOf(path: string): Promise<Encoding> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isAscii = true;
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      decoder.decode(chunk, { stream: true });
      isAscii &&= chunk.every((byte) => byte < 0x80);
    }
    decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) return 'Latin-1';
    throw error;
  }
  return isAscii ? 'ASCII' : 'UTF-8';
}
