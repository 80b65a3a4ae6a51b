/** A score to three decimals. */
export const score = (value: number): string => value.toFixed(3);

/** A difference with its sign, `+0.036`, with a real minus. */
export const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;

/** `0.812 ± 0.004`, or the value alone where one repeat gives no standard error. */
export const withError = (value: string, stderr: number | null): string =>
  stderr === null ? value : `${value} ± ${stderr.toFixed(3)}`;

/** Seconds to two significant figures: `0.0042`, `1.3`, `95`. */
export const seconds = (value: number): string =>
  value >= 10 ? value.toFixed(0) : String(Number(value.toPrecision(2)));

/** A p-value to two significant figures, `p = 0.37`, `p = 0.012`, `p < 0.001`, with spaces that no line breaks at. */
export const probability = (value: number): string =>
  (value < 0.001 ? 'p < 0.001' : `p = ${value.toPrecision(2)}`).replaceAll(' ', '\u00a0');
