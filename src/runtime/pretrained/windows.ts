/** Turns a text into token numbers. */
export type Tokenize = (text: string) => readonly number[];

/** Tokens of one window of a text. */
export type Window = readonly number[];

/** The tokenizer's time grows faster than the text, so long texts are read in pieces. */
const pieceCharacters = 1000;
/** Pieces that are read of a text; those of longer texts are spread evenly over it. */
const maxPieces = 4;

/** Characters up to which the whole of a text is read: about 1,000 tokens of English. */
export const wholeCharacters = pieceCharacters * maxPieces;

/**
 * Windows of at most `maxTokens` tokens that cover the text; a text without tokens has none. Of texts above
 * {@link wholeCharacters} characters evenly spread pieces are covered.
 */
export function windowsOf(text: string, tokenize: Tokenize, maxTokens: number): readonly Window[] {
  const tokens = spread(piecesOf(text)).flatMap(tokenize);
  const windows: Window[] = [];
  for (let start = 0; start < tokens.length; start += maxTokens) {
    windows.push(tokens.slice(start, start + maxTokens));
  }
  return windows;
}

/** Pieces that end at a space where there is one. */
function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [];
  for (let start = 0; start < text.length;) {
    const limit = start + pieceCharacters;
    const space = limit < text.length ? text.lastIndexOf(' ', limit) : text.length;
    const end = space > start ? space : limit;
    pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
}

function spread(pieces: readonly string[]): readonly string[] {
  if (pieces.length <= maxPieces) return pieces;
  return Array.from(
    { length: maxPieces },
    (_, index) => pieces[Math.round((index * (pieces.length - 1)) / (maxPieces - 1))]!,
  );
}
