/**
 * Mean and population standard deviation over the trees for every number of votes, 0 to `trees`: pure leaves vote 0 or 1,
 * so a mean of p has the deviation √(p · (1 − p)).
 */
export function spreadByVotes(trees: number): {
  readonly means: Float32Array;
  readonly deviations: Float32Array;
} {
  const means = Float32Array.from({ length: trees + 1 }, (_, votes) => votes / trees);
  const deviations = means.map((_, votes) => Math.sqrt((votes / trees) * (1 - votes / trees)));
  return { means, deviations };
}
