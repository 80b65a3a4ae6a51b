/** Characters that change nothing on a screen, or everything after them. */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u00a0\u2000-\u200a\u202f\u205f\u3000\ufe00-\ufe0f]/gu;

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A text on one line with control characters, invisible ones and unusual spaces as escapes such as `\u200b`, shortened. */
export function visible(text: string, characters = 60): string {
  const start = [...text.slice(0, 2 * characters + 2)];
  const shown = start.length > characters ? [...start.slice(0, characters - 1), '…'] : start;
  return shown.join('').replaceAll(unseen, (character) => short[character] ?? escaped(character));
}

const escaped = (character: string): string =>
  `\\u${character.codePointAt(0)!.toString(16).padStart(4, '0')}`;
