// One step of Adam on a piece of a network's weights: the arithmetic of src/engine/network/adam.ts, which says what is
// done and why, on two weights at once and in the same 64 bits. A piece stays in the cache between copying and moving.

/** Weights of a piece at the most. */
export const pieceLength: i32 = 8192;

/** Each f32[pieceLength]. */
export const weights: usize = heap.alloc(<usize>pieceLength << 2);
export const gradients: usize = heap.alloc(<usize>pieceLength << 2);
export const first: usize = heap.alloc(<usize>pieceLength << 2);
export const second: usize = heap.alloc(<usize>pieceLength << 2);

const firstDecay: f64 = 0.9;
const secondDecay: f64 = 0.999;
const epsilon: f64 = 1e-8;

/**
 * Moves the first `count` weights; where that is odd, one more number of the piece changes, which nobody reads.
 * @param rate size of the step, corrected for the first mean's start at 0.
 * @param correction what the root of the second mean is multiplied by, for the same reason.
 */
export function move(count: i32, rate: f64, correction: f64, weightDecay: f64): void {
  const end = <usize>count << 2;
  for (let at: usize = 0; at < end; at += 8) {
    const weight = pairAt(weights + at);
    const gradient = f64x2.add(pairAt(gradients + at), f64x2.mul(f64x2.splat(weightDecay), weight));
    const mean = f64x2.add(scaled(firstDecay, pairAt(first + at)), scaled(1 - firstDecay, gradient));
    const squared = f64x2.mul(scaled(1 - secondDecay, gradient), gradient);
    const square = f64x2.add(scaled(secondDecay, pairAt(second + at)), squared);
    storePair(first + at, mean);
    storePair(second + at, square);
    const size = f64x2.add(scaled(correction, f64x2.sqrt(square)), f64x2.splat(epsilon));
    storePair(weights + at, f64x2.sub(weight, f64x2.div(scaled(rate, mean), size)));
  }
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function scaled(factor: f64, values: v128): v128 {
  return f64x2.mul(f64x2.splat(factor), values);
}

/** Two f32 as f64. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function pairAt(address: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(address));
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function storePair(address: usize, pair: v128): void {
  v128.store64_lane(address, f32x4.demote_f64x2_zero(pair), 0);
}
