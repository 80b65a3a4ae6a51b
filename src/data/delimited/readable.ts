import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { HumanError, messageOf } from '../../engine/errors.ts';
import type { Guess } from '../account.ts';
import { type Encoding, encodingTitles, guessEncoding, readByteOrderMark } from './encoding.ts';
import { type Survey, surveyFile } from './survey.ts';

/** A file of text as UTF-8: itself, or a copy in another encoding. */
export interface ReadableFile {
  /** The user's file, as messages name it. */
  readonly path: string;
  readonly readable: string;
  readonly survey: Survey;
  readonly guesses: readonly Guess[];
  readonly notices: readonly string[];
}

/**
 * Finds the encoding of a file, and writes a copy in UTF-8 into `folder` where it is another one.
 * @throws HumanError where the encoding is not read, or no copy can be written.
 */
export async function makeReadable(path: string, folder: () => Promise<string>): Promise<ReadableFile> {
  const marked = await readByteOrderMark(path);
  const survey = await surveyFile(path);
  const encoding = marked === undefined || marked === 'utf-8' ? await guessEncoding(path, survey) : marked;
  if (encoding === 'utf-8') return { path, readable: path, survey, guesses: [], notices: [] };
  const readable = await copyAsUtf8(path, encoding, folder);
  return { path, readable, survey: await surveyCopy(path, readable), ...report(path, encoding) };
}

async function surveyCopy(path: string, readable: string): Promise<Survey> {
  const survey = await surveyFile(readable);
  if (survey.hasNul) throw new HumanError(`${path} is a binary file, not a table of text; save it as UTF-8.`);
  return survey;
}

function report(path: string, encoding: Encoding): Pick<ReadableFile, 'guesses' | 'notices'> {
  const title = encodingTitles[encoding];
  if (encoding !== 'windows-1252')
    return { guesses: [{ what: 'encoding', chosen: title, others: [] }], notices: [] };
  return {
    guesses: [{ what: 'encoding', chosen: title, others: ['ISO-8859-15', 'Mac Roman'] }],
    notices: [
      `${path} is not UTF-8; it was read as ${title}. Save it as UTF-8 if characters look wrong (it could be ISO-8859-15 or Mac Roman).`,
    ],
  };
}

async function copyAsUtf8(path: string, encoding: Encoding, folder: () => Promise<string>): Promise<string> {
  try {
    const copy = join(await folder(), 'table.txt');
    const decoder = new TextDecoder(encoding);
    await pipeline(
      createReadStream(path, { highWaterMark: 1 << 20 }),
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
        yield decoder.decode();
      },
      createWriteStream(copy),
    );
    return copy;
  } catch (error) {
    throw new HumanError(
      `${path} is ${encodingTitles[encoding]}, and no copy in UTF-8 can be made in ${tmpdir()} (${messageOf(error)}); save it as UTF-8.`,
      { cause: error },
    );
  }
}

/** Folders for copies, removed together. */
export class CopyFolders {
  readonly #made: string[] = [];

  readonly make = async (): Promise<string> => {
    const folder = await mkdtemp(join(tmpdir(), 'label-scout-'));
    this.#made.push(folder);
    return folder;
  };

  async remove(): Promise<void> {
    for (const folder of this.#made) await rm(folder, { recursive: true, force: true });
  }
}
