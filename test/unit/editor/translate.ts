import type { Translate } from '../../../src/host/translate.ts';

/** English, as `vscode.l10n.t` gives it without a translation. */
export const translate: Translate = (sentence, ...values) =>
  sentence.replace(/\{(\d)\}/g, (_whole, index: string) => String(values[Number(index)]));
