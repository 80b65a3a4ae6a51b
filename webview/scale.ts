/** A straight map from a range of values to a range of pixels. */
export interface Scale {
  (value: number): number;
  /** Round values inside the range, for grid lines. */
  readonly ticks: readonly number[];
}

/** 1, 2 or 5 times a power of ten: the smallest such step that makes at most `limit` steps of `span`. */
function roundStep(span: number, limit: number): number {
  const power = 10 ** Math.floor(Math.log10(span / limit));
  return power * ([1, 2, 5].find((factor) => span / (factor * power) <= limit) ?? 10);
}

/** @param limit at most about this many ticks. A range without extent is widened by one. */
export function linearScale(low: number, high: number, from: number, to: number, limit: number): Scale {
  const span = high > low ? high - low : 1;
  const step = roundStep(span, limit);
  const ticks: number[] = [];
  for (let index = Math.ceil(low / step - 1e-9); index * step <= low + span + step * 1e-9; index++)
    ticks.push(Number((index * step).toPrecision(12)));
  const scale = (value: number): number => from + ((value - low) / span) * (to - from);
  return Object.assign(scale, { ticks });
}

/** A range of whole tenths around values, at least one tenth wide; beyond 1 or below 0 only where a value is. */
export function wholeTenths(values: readonly number[]): readonly [low: number, high: number] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const [low, high] = [Math.floor(least * 10 + 1e-9), Math.ceil(most * 10 - 1e-9)];
  const more = low === high ? 1 : 0;
  const lowest = least < 0 ? low - more : Math.max(0, low - more);
  return [lowest / 10, Math.min(Math.max(1, most), (high + more) / 10)];
}
