/**
 * Coefficient of determination, 1 − Σ(y − ŷ)² / Σ(y − ȳ)². As scikit-learn's `r2_score`: of equal targets it
 * is 1 where every prediction is exact and else 0; of fewer than two rows it is NaN.
 */
export function rSquared(targets: Float64Array, predictions: Float64Array): number {
  if (targets.length < 2) return Number.NaN;
  const mean = targets.reduce((sum, target) => sum + target, 0) / targets.length;
  let residual = 0;
  let total = 0;
  targets.forEach((target, row) => {
    residual += (target - predictions[row]!) ** 2;
    total += (target - mean) ** 2;
  });
  if (total > 0) return 1 - residual / total;
  return residual > 0 ? 0 : 1;
}
