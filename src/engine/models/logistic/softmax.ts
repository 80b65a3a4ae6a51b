/**
 * Turns the scores of one row into class probabilities, in place, and returns the logarithm of the sum of their
 * exponentials.
 * @param reference whether there is one class more, of score 0, which is not among the outputs.
 */
export function softmax(scores: Float64Array, start: number, outputs: number, reference: boolean): number {
  let greatest = reference ? 0 : -Infinity;
  for (let index = start; index < start + outputs; index++) {
    if (scores[index]! > greatest) greatest = scores[index]!;
  }
  let sum = reference ? Math.exp(-greatest) : 0;
  for (let index = start; index < start + outputs; index++) {
    const power = Math.exp(scores[index]! - greatest);
    scores[index] = power;
    sum += power;
  }
  for (let index = start; index < start + outputs; index++) scores[index] = scores[index]! / sum;
  return greatest + Math.log(sum);
}
