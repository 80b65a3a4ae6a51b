/** What most texts of a column are. */
export type TextLook =
  'prose' | 'web addresses' | 'e-mail addresses' | 'file paths' | 'hashes' | 'JSON' | 'names' | 'codes';

/** Longer values are told by their words alone. */
const longestAddress = 500;
/** Characters of a value whose words are counted. */
const countedCharacters = 1000;

const addresses: readonly (readonly [TextLook, RegExp])[] = [
  ['web addresses', /^(?:[a-z][a-z\d+.-]*:\/\/|www\.)\S+$/i],
  ['e-mail addresses', /^[^\s@]+@[^\s@]+\.[^\s@]+$/],
  ['file paths', /^(?:(?:~|\.{1,2}|[a-z]:)?[\\/]\S.*|[^\s\\/]+(?:[\\/][^\s\\/]+)+)$/i],
  ['hashes', /^(?:[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}|[\da-f]{16,})$/i],
  ['JSON', /^\s*(?:\{[^]*\}|\[[^]*\])\s*$/],
];
const isName = /^\p{Lu}[\p{L}\p{M}'’.-]*(?: \p{Lu}[\p{L}\p{M}'’.-]*){1,2}$/u;

/** Scripts without spaces: letters of a word, on average. */
const unspaced: readonly (readonly [letters: RegExp, perWord: number])[] = [
  [/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Bopomofo}\p{sc=Yi}]/gu, 2],
  [/[\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}\p{sc=Javanese}]/gu, 4],
];

/** Words of a value: letters between spaces, without digits; in scripts without spaces as many as its letters make. */
export function countWords(text: string): number {
  let spaced = text.slice(0, countedCharacters);
  let words = 0;
  for (const [letters, perWord] of unspaced) {
    spaced = spaced.replaceAll(letters, () => {
      words += 1 / perWord;
      return ' ';
    });
  }
  return words + spaced.split(/\s+/u).filter((part) => /\p{L}/u.test(part) && !/\p{N}/u.test(part)).length;
}

/** Average words of a value from which texts are prose: shorter ones are names, codes and addresses. */
const fewestWords = 2;
/** Values of fewer words on average, most of them capitalized, are names, unless they share their words. */
const fewestWordsOfProse = 3;
/** Share of words that stand in other values, too: titles of a shop share theirs, people's names do less. */
const sharedWords = 0.75;

/** What most of the given texts are, which are different from each other. */
export function lookOf(texts: readonly string[]): TextLook {
  for (const [look, pattern] of addresses)
    if (isMost(texts, (text) => text.length <= longestAddress && pattern.test(text))) return look;
  const words = texts.reduce((sum, text) => sum + countWords(text), 0) / Math.max(1, texts.length);
  if (words < fewestWords) return 'codes';
  const named = words < fewestWordsOfProse && isMost(texts, (text) => isName.test(text));
  return named && !shareWords(texts) ? 'names' : 'prose';
}

const isMost = (texts: readonly string[], suits: (text: string) => boolean): boolean =>
  texts.length > 0 && texts.filter(suits).length > texts.length / 2;

function shareWords(texts: readonly string[]): boolean {
  const words = texts.map((text) => [...new Set(text.slice(0, countedCharacters).split(' '))]);
  const counts = new Map<string, number>();
  for (const word of words.flat()) counts.set(word, (counts.get(word) ?? 0) + 1);
  const all = words.flat();
  return all.filter((word) => counts.get(word)! > 1).length >= all.length * sharedWords;
}
