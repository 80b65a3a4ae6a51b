/** Beyond it the error function is 1 in double precision. */
const saturated = 6;

/** The error function, to about 1e-15: the series 2/√π · e^(−x²) · Σ 2ⁿ x²ⁿ⁺¹ / (2n + 1)‼, whose terms are all positive. */
export function erf(value: number): number {
  const size = Math.abs(value);
  if (Number.isNaN(value)) return NaN;
  if (size >= saturated) return Math.sign(value);
  let term = size;
  let sum = size;
  for (let odd = 3; term > sum * 1e-17; odd += 2) {
    term *= (2 * size * size) / odd;
    sum += term;
  }
  return Math.sign(value) * Math.min(1, (2 / Math.sqrt(Math.PI)) * Math.exp(-size * size) * sum);
}
