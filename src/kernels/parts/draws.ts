/** State of the tree's xorshift32; the engine's TreeDraws makes the same draws. */
let state: u32 = 1;

export function startDraws(first: u32): void {
  state = first;
}

/** An integer in [0, limit). */
export function drawBelow(limit: i32): i32 {
  state ^= state << 13;
  state ^= state >> 17;
  state ^= state << 5;
  return <i32>(<f64>state * (<f64>limit / 4294967296.0));
}
