/** A text in one line, whatever line breaks it has. Blanks are taken run by run: a text may consist of little else. */
export const oneLine = (text: string): string =>
  text.replaceAll(/\s+/g, (blanks) => (/[\r\n\u2028\u2029]/.test(blanks) ? ' ' : blanks));
