import * as vscode from 'vscode';
import type { Translate } from './translate.ts';

/** A sentence in the editor's language, its numbers with that language's separators, as on the pages. */
export const t: Translate = (sentence, ...values) =>
  vscode.l10n.t(
    sentence,
    ...values.map((value) => (typeof value === 'number' ? value.toLocaleString(vscode.env.language) : value)),
  );
