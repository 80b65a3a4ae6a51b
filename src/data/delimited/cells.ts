/** What the text of one cell looks like. */
export type CellKind = 'empty' | 'number' | 'date' | 'text';

const number = /^[-+]?[$€£]?(\d+([.,]\d+)*|[.,]\d+)([eE][-+]?\d+)?\s?[%€$£]?$/;
const date =
  /^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})([ T].*)?$|^\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$/;
const missing = /^(na|n\/a|nan|null|none|-|\?)?$/i;

/** Words for "missing" count as empty. */
export function cellKind(text: string): CellKind {
  const trimmed = text.trim();
  if (missing.test(trimmed)) return 'empty';
  if (number.test(trimmed)) return 'number';
  return date.test(trimmed) ? 'date' : 'text';
}
