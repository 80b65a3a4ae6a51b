/**
 * Moves positions as little as needed so that neighbors stand `gap` apart within [low, high]: a sweep down,
 * then back up from the far end. Order is kept; equal positions keep the order they came in.
 */
export function spread(
  positions: readonly number[],
  gap: number,
  low: number,
  high: number,
): readonly number[] {
  const order = positions.map((_, index) => index).sort((a, b) => positions[a]! - positions[b]! || a - b);
  const placed = positions.slice();
  let floor = low;
  for (const index of order) {
    placed[index] = Math.max(positions[index]!, floor);
    floor = placed[index]! + gap;
  }
  let ceiling = high;
  for (const index of order.toReversed()) {
    placed[index] = Math.min(placed[index]!, ceiling);
    ceiling = placed[index]! - gap;
  }
  return placed;
}
