import type { PanelString } from '../src/protocol/strings.ts';

let translations: Readonly<Record<string, string>> = {};

export function setTranslations(strings: Readonly<Record<string, string>>): void {
  translations = strings;
}

/** The sentence in the person's language, with `{0}`, `{1}` … replaced. */
export function t(sentence: PanelString, ...values: readonly (string | number)[]): string {
  const text = translations[sentence] ?? sentence;
  return text.replace(/\{(\d+)\}/g, (placeholder, index: string) => {
    const value = values[Number(index)];
    return value === undefined ? placeholder : typeof value === 'number' ? count(value) : value;
  });
}

/** A whole number with the separators of the person's language. */
export const count = (value: number): string => value.toLocaleString(document.documentElement.lang || 'en');
