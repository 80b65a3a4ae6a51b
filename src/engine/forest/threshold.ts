const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/**
 * The greatest float32 not above the midpoint of two feature values, low < high: then `x ≤ threshold` parts
 * them in float32 exactly as the midpoint does in float64 (scikit-learn keeps its thresholds in float64).
 */
export function thresholdBetween(low: number, high: number): number {
  const middle = (low + high) / 2;
  float[0] = middle;
  if (float[0] <= middle) return float[0];
  bits[0]! += float[0] > 0 ? -1 : 1;
  return float[0];
}
