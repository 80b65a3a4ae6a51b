import { sum } from './sum.ts';

export interface MeanAndError {
  readonly mean: number;
  /** Standard error of the mean, sd / √n with the sample's n − 1; null for fewer than two values. */
  readonly stderr: number | null;
}

/** Mean and standard error of independent values. */
export function meanAndError(values: readonly number[]): MeanAndError {
  const count = values.length;
  const mean = sum(values) / count;
  if (count < 2) return { mean, stderr: null };
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return { mean, stderr: Math.sqrt(squares / (count - 1) / count) };
}
