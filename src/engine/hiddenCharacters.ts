/** Scripts and emoji whose characters are shaped by an invisible joiner between them. */
const joined =
  String.raw`(?!\p{Script=Latin}|\p{Script=Greek}|\p{Script=Cyrillic})` +
  String.raw`[\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F]`;

/** Joiners and variants that shape what is read; the group matches what hides, reorders or controls text instead. */
const invisible = new RegExp(
  String.raw`[\u200C\u200D](?<=${joined}[\u200C\u200D])(?=${joined})|[\uFE0E\uFE0F]|` +
    String.raw`([\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB])`,
  'gu',
);

const codePoint = (character: string): string =>
  `<U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}>`;

/**
 * A text with its control characters (which a terminal obeys), direction marks, zero-width characters and halves of
 * characters written as their code point, `<U+001B>`; line breaks and tabs too. What a script or an emoji needs stays.
 */
export const showHidden = (text: string): string =>
  text.replace(invisible, (whole, hidden?: string) => (hidden === undefined ? whole : codePoint(hidden)));
