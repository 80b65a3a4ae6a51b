import { endOfBrackets } from './braces.ts';
import { fold } from './fold.ts';

/** Characters in square brackets: `[a-z]`, `[!a]`, `[^a]`. */
interface CharacterSet {
  readonly ranges: readonly (readonly [first: string, last: string])[];
  readonly negated: boolean;
  /** The brackets as text, where they hold letters and digits only: `dataset [old]` is a usual name of a folder. */
  readonly asText: readonly string[] | null;
}

/** A folded character, `*`, `?`, or a set. */
type Piece = string | CharacterSet;

/** What a pattern says of one folder or file name. */
export interface Segment {
  /** The name, folded, where only one matches. */
  readonly name: string | null;
  matches(folded: string): boolean;
}

/** Reads a part of a pattern between two slashes, without braces. */
export function readSegment(pattern: string): Segment {
  if (!/[*?[]/u.test(pattern)) return only(fold(pattern));
  const pieces = readPieces(pattern);
  const end = pieces.slice(pieces.findLastIndex((piece) => !isCharacter(piece)) + 1).join('');
  if (pieces.every(isCharacter)) return only(end);
  // Nearly all names that do not match end in something else.
  return { name: null, matches: (folded) => folded.endsWith(end) && matchPieces(pieces, folded) };
}

const only = (name: string): Segment => ({ name, matches: (folded) => folded === name });

const isCharacter = (piece: Piece): boolean => typeof piece === 'string' && piece !== '*' && piece !== '?';

function readPieces(pattern: string): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < pattern.length;) {
    const end = pattern[at] === '[' ? endOfBrackets(pattern, at) : undefined;
    const character = String.fromCodePoint(pattern.codePointAt(at)!);
    if (end !== undefined) pieces.push(readSet(pattern.slice(at + 1, end - 1)));
    else if (character !== '*' || pieces.at(-1) !== '*') pieces.push(fold(character));
    at = end ?? at + character.length;
  }
  return pieces;
}

function readSet(content: string): CharacterSet {
  const negated = /^[!^]/u.test(content);
  const characters = Array.from(negated ? content.slice(1) : content);
  const ranges: [string, string][] = [];
  for (let at = 0; at < characters.length;) {
    const isRange = characters[at + 1] === '-' && at + 2 < characters.length;
    ranges.push([characters[at]!, characters[isRange ? at + 2 : at]!]);
    at += isRange ? 3 : 1;
  }
  const isText = !negated && !/[-*+?.^${}(|)[\]]/u.test(content);
  return { ranges, negated, asText: isText ? Array.from(fold(`[${content}]`)) : null };
}

/** Follows all ways to read the name at once, so that it takes pieces × characters steps at most. */
function matchPieces(pieces: readonly Piece[], folded: string): boolean {
  const name = Array.from(folded);
  let reached = new Uint8Array(name.length + 1);
  reached[0] = 1;
  for (const piece of pieces) {
    reached = piece === '*' ? passOver(name, reached) : advance(piece, name, reached);
    if (!reached.includes(1)) return false;
  }
  return reached[name.length] === 1;
}

/** Where `*` may end. A dot at the beginning hides a file: neither `*` nor `?` means it. */
function passOver(name: readonly string[], reached: Uint8Array): Uint8Array<ArrayBuffer> {
  const first = reached.indexOf(1);
  const next = new Uint8Array(reached.length);
  return first === 0 && name[0] === '.' ? next : next.fill(1, first);
}

/** @param reached 1 where the pieces before may end. @returns the same for this piece. */
function advance(piece: Piece, name: readonly string[], reached: Uint8Array): Uint8Array<ArrayBuffer> {
  const next = new Uint8Array(reached.length);
  for (let at = reached.indexOf(1); at < name.length; at++) {
    if (reached[at] === 0) continue;
    if (typeof piece !== 'string') {
      if (holds(piece, name[at]!)) next[at + 1] = 1;
      if (piece.asText?.every((character, index) => name[at + index] === character) === true)
        next[at + piece.asText.length] = 1;
    } else if (piece === '?' ? at > 0 || name[0] !== '.' : piece === name[at]) next[at + 1] = 1;
  }
  return next;
}

function holds({ ranges, negated }: CharacterSet, folded: string): boolean {
  const cases = [folded, folded.toLowerCase()];
  const isIn = ranges.some(([first, last]) => cases.some((each) => first <= each && each <= last));
  return isIn !== negated;
}
