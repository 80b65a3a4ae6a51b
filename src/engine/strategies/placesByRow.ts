/** Places of the candidates in the order of their rows: what is drawn in it does not depend on how they are given. */
export const placesByRow = (candidates: Int32Array): Int32Array =>
  Int32Array.from(candidates.keys()).sort((a, b) => candidates[a]! - candidates[b]!);
