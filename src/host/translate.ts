/** `vscode.l10n.t` as pure code sees it: an English sentence with `{0}`, `{1}` … and the values for them. */
export type Translate = (sentence: string, ...values: readonly (string | number)[]) => string;
