/** Beyond, doubles stand for more than one whole number each: `9007199254740992.0` may have been …993. */
const isExactInDoubles = (whole: string): boolean => Number.isSafeInteger(Number(whole));

type Respell = (text: string) => readonly string[];

/** pandas writes whole numbers as `1.0` where the column has gaps. */
const wholeNumbers: Respell = (text) => {
  const whole = /^(-?\d+)(?:\.0+)?$/u.exec(text)?.[1];
  if (whole === undefined || !isExactInDoubles(whole)) return [];
  return [whole, `${whole}.0`, ...(whole === '-0' ? ['0', '0.0'] : [])];
};

/** Python writes `True`, spreadsheets `TRUE`. */
const booleans: Respell = (text) =>
  /^(?:true|false)$/iu.test(text)
    ? [text.toLowerCase(), `${text[0]!.toUpperCase()}${text.slice(1).toLowerCase()}`, text.toUpperCase()]
    : [];

/** Paths of Windows, and those that begin at the folder itself. */
const paths: Respell = (text) =>
  /^\.[\\/]|\\/u.test(text) ? [text.replaceAll('\\', '/').replace(/^\.\//u, '')] : [];

/** The same characters, composed or not: file names of macOS are not. */
const unicodeForms: Respell = (text) => [text.normalize('NFC'), text.normalize('NFD')];

/** Spaces around a text are none of it. */
const spaces: Respell = (text) => [text.trim()];

const respellings: readonly Respell[] = [spaces, wholeNumbers, booleans, paths, unicodeForms];

/**
 * What a text of a file stands for: itself where it is known, else another spelling of it that is. Case matters, save
 * for true and false.
 * @param find what a spelling stands for, undefined where it is not known.
 */
export function findSpelling(
  text: string,
  find: (spelling: string) => string | undefined,
): { readonly spelling: string; readonly found: string } | undefined {
  const trimmed = text.trim();
  const candidates = [text, ...respellings.flatMap((respell) => respell(trimmed))];
  for (const spelling of candidates) {
    const found = find(spelling);
    if (found !== undefined) return { spelling, found };
  }
  return undefined;
}
