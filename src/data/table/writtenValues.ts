/** Words for "missing" that do not keep a column of numbers from being one. */
const markers: ReadonlySet<string> = new Set(['-', '?', 'na', 'n/a', '#n/a', 'nan', 'null', 'none']);

/** What DuckDB casts to a finite DOUBLE; `3_12`, which it takes for 312, is a code. */
const number = /^[ \t-\r]*\+?-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?[ \t-\r]*$/i;
/** What DuckDB casts to a DOUBLE that is not finite. */
const notFinite = /^[ \t-\r]*[+-]?(?:nan|inf|infinity)[ \t-\r]*$/i;
/** Numbers with separators of thousands, a decimal comma or a sign of their unit. */
const formattedNumber = /^ *[-+]?[$€£]?\d+(?:[.,]\d{3})*(?:[.,]\d+)? ?[%€$£]? *$/;
/** Days that do not begin with the year, with or without the time of day. */
const formattedDate = /^ *\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)? *$/;

/** What one text of a column can be read as. */
export interface WrittenValue {
  readonly number: boolean;
  /** `true` or `false`, in upper or lower case. */
  readonly truth: boolean;
  /** A word for "missing", NaN or an infinity. */
  readonly marker: boolean;
  /** A number such as 1,234 or 10 %, which counts as text. */
  readonly formattedNumber: boolean;
  /** A date such as 31.1.2024, which counts as text. */
  readonly formattedDate: boolean;
}

const plainText: WrittenValue = {
  number: false,
  truth: false,
  marker: false,
  formattedNumber: false,
  formattedDate: false,
};

/** Longer texts are no words for "missing" and no truths; numbers may have any number of digits. */
const longestWord = 100;

/** Reads a text as {@link numberExpression} does in SQL, which a test compares. */
export function readWritten(text: string): WrittenValue {
  const isNumber = number.test(text);
  const finite = isNumber && Number.isFinite(Number(text.trim().replace('+-', '-')));
  if (!isNumber && text.length > longestWord) return plainText;
  const word = text.toLowerCase();
  return {
    number: finite,
    truth: word === 'true' || word === 'false',
    marker: (isNumber && !finite) || markers.has(word.trim()) || notFinite.test(text),
    formattedNumber: formattedNumber.test(text),
    formattedDate: formattedDate.test(text),
  };
}
