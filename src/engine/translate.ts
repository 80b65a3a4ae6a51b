/** `vscode.l10n.t` as pure code sees it: an English sentence with `{0}`, `{1}` … and the values for them. */
export type Translate = (sentence: string, ...values: readonly (string | number)[]) => string;

/** The sentence itself with its values filled in, as the command line shows it. */
export const inEnglish: Translate = (sentence, ...values) =>
  sentence.replaceAll(/\{(\d+)\}/gu, (placeholder, index: string) =>
    String(values[Number(index)] ?? placeholder),
  );
