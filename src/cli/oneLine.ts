import { showHidden } from '../engine/hiddenCharacters.ts';

/** A text from data for a terminal: its line breaks are spaces, and what a terminal would obey is shown instead. */
export const oneLine = (text: string): string =>
  showHidden(text.replaceAll(/\s*[\r\n\u2028\u2029]\s*|\t/g, ' '));
