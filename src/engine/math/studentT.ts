/**
 * Two-sided p-value of Student's t: how often chance alone gives a value as far from 0. Finite sums for whole degrees of
 * freedom (Abramowitz & Stegun 26.7.3 and 26.7.4).
 * @param t a mean over its standard error; infinite where the error is 0.
 * @param degreesOfFreedom values less one, 1 or more.
 */
export function studentTTest(t: number, degreesOfFreedom: number): number {
  const angle = Math.atan(Math.abs(t) / Math.sqrt(degreesOfFreedom));
  const cosine = Math.cos(angle);
  const isOdd = degreesOfFreedom % 2 === 1;
  let term = isOdd ? cosine : 1;
  let total = degreesOfFreedom === 1 ? 0 : term;
  for (let power = isOdd ? 3 : 2; power <= degreesOfFreedom - 2; power += 2) {
    term *= (cosine * cosine * (power - 1)) / power;
    total += term;
  }
  const withinChance = isOdd ? (2 / Math.PI) * (angle + Math.sin(angle) * total) : Math.sin(angle) * total;
  return Math.min(1, Math.max(0, 1 - withinChance));
}
