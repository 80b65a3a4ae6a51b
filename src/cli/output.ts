import { fileError } from '../runtime/files.ts';
import { oneLine } from './oneLine.ts';

/** Standard output is for results alone; everything said to the person goes to standard error. */

/** Writes to standard output and waits until the system has taken it, so that exiting cannot cut it short. */
export const writeOut = (text: string): Promise<void> =>
  new Promise((resolve) => process.stdout.write(text, () => resolve()));

/** `1 label`, `2 labels`. */
export const countOf = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

export const printLine = (line = ''): Promise<void> => writeOut(`${line}\n`);

/** The one JSON document of `--json`. */
export const printDocument = (document: unknown): Promise<void> => writeOut(`${JSON.stringify(document)}\n`);

/** Something the person should know, on standard error, in one line whatever names it quotes. */
export function say(sentence: string): void {
  process.stderr.write(`${oneLine(sentence)}\n`);
}

const said = new Set<string>();

/** A notice that several parts of a command may have: said by the first of them only. */
export function noticeOnce(sentence: string): void {
  if (said.has(sentence)) return;
  said.add(sentence);
  say(`Notice: ${sentence}`);
}

/** Lines for notices, so that there is room for an error below them: six lines are read, more are not. */
const noticeLines = 4;

/** As many of the notices as people read, and how many more there are. */
export const fewNotices = (notices: readonly string[]): readonly string[] =>
  notices.length <= noticeLines
    ? notices
    : [...notices.slice(0, noticeLines - 1), `and ${notices.length - noticeLines + 1} more like these.`];

/** What was tolerated while reading. */
export function sayNotices(notices: readonly string[]): void {
  for (const notice of fewNotices(notices)) say(`Notice: ${notice}`);
}

/**
 * A reader that has seen enough (`label-scout … | head`) is no error: the rest is not written. Anything else that
 * keeps results from being written (a full disk) ends the command with a sentence, for they would be missed. Where
 * nobody listens to what is said, the command goes on: a label is written all the same, and the exit code says whether.
 */
export function surviveClosedPipes(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    say(`label-scout: ${fileError('standard output', error).message}`);
    process.exit(1);
  });
  process.stderr.on('error', () => undefined);
}
