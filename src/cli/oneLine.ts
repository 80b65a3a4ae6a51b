import { showHidden } from '../engine/hiddenCharacters.ts';

/**
 * A text from data for a terminal: its line breaks are spaces, and what a terminal would obey is shown instead. Blanks are
 * taken run by run, in linear time: a text may consist of little else.
 */
export const oneLine = (text: string): string =>
  showHidden(text.replaceAll(/\s+/g, (blanks) => (/[\r\n\t\u2028\u2029]/.test(blanks) ? ' ' : blanks)));
