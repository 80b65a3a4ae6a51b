/** The greatest float32 not above the midpoint of two values, low < high (engine/forest/threshold.ts). */
export function thresholdBetween(low: f32, high: f32): f32 {
  const middle = (<f64>low + <f64>high) / 2;
  const rounded = <f32>middle;
  if (<f64>rounded <= middle) return rounded;
  return reinterpret<f32>(reinterpret<i32>(rounded) + (rounded > 0 ? -1 : 1));
}
