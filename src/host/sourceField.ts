/** Where a manifest says what is read: the features, else the files; the start of the text where neither is named. */
export function sourceField(text: string): { readonly start: number; readonly length: number } {
  for (const field of ['"features"', '"files"']) {
    const start = text.indexOf(field, Math.max(0, text.indexOf('"source"')));
    if (start >= 0) return { start, length: field.length };
  }
  return { start: 0, length: 0 };
}
