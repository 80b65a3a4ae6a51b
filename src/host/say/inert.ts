import { showHidden } from '../../engine/hiddenCharacters.ts';

/**
 * VS Code reads `[text](command:…)` in a message as a link and `$(tag)` in a list as an icon. Both need two characters
 * side by side, and no text that leaves this file has them side by side.
 */
const linkOrIcon = /([\]$])(?=\()/gu;

/** Longest sentence, in UTF-16 units: VS Code cuts its end off beyond that, where it says what to do. */
const longestSentence = 1000;

const lineBreaks = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/u;
const tabsAndBreaks = /\r\n|[\t\n\v\f\r\u0085\u2028\u2029]/gu;

/** Halves of characters, and joiners that have lost their neighbor, at an end where a text was cut. */
const cutStart = /^[\p{Cs}\u200C\u200D\uFE0E\uFE0F]+/u;
const cutEnd = /[\p{Cs}\u200C\u200D\uFE0E\uFE0F]+$/u;

/** Leaves out the middle: a sentence says at its beginning what happened and at its end what to do. */
function shorten(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const tail = Math.floor((longest - 1) / 3);
  const start = text.slice(0, longest - 1 - tail).replace(cutEnd, '');
  return `${start}…${text.slice(-tail).replace(cutStart, '')}`;
}

/** Bounds the work on long texts. A character becomes at most eight, so the final cut removes all that this one does. */
const boundWork = (text: string, longest: number): string => shorten(text, 10 * longest);

/**
 * A text as VS Code may show it, on one line: links and icons are parted by a space (`] (`, `$ (`), characters that hide
 * or reorder text are shown by their code point (`<U+202E>`), and a long text loses its middle. Every other character
 * stays as it is; a second pass changes nothing.
 *
 * @param longest in UTF-16 units
 */
export function inert(text: string, longest = longestSentence): string {
  const line = boundWork(text, longest).replace(tabsAndBreaks, ' ');
  return shorten(showHidden(line).replace(linkOrIcon, '$1 '), longest);
}

/** `inert` for places with several lines: lines stay lines. */
export function inertLines(text: string, longest = longestSentence): string {
  const lines = boundWork(text, longest).split(lineBreaks);
  return shorten(lines.map((line) => inert(line, longest)).join('\n'), longest);
}

/** Longest text on a button. */
const longestButton = 60;

/** The text of a button, where `&&` would mark the letter of a shortcut. */
export const inertButton = (text: string): string => inert(text.replaceAll(/&(?=&)/gu, '& '), longestButton);
