import type { Measured, Metric } from './types.ts';

/** Area under the ROC curve of one class against the rest, by ranks (Mann and Whitney); NaN with one side only. */
function oneAgainstRest({ probabilities: { data, classes }, labels }: Measured, label: number): number {
  const shares = labels.map((_, row) => row);
  shares.sort((a, b) => data[a * classes + label]! - data[b * classes + label]!);
  let positives = 0;
  let rankSum = 0;
  for (let start = 0; start < shares.length;) {
    const share = data[shares[start]! * classes + label]!;
    let end = start;
    let tied = 0;
    while (end < shares.length && data[shares[end]! * classes + label]! === share) {
      if (labels[shares[end]!] === label) tied++;
      end++;
    }
    rankSum += (tied * (start + 1 + end)) / 2;
    positives += tied;
    start = end;
  }
  const negatives = labels.length - positives;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/**
 * Area under the ROC curve: with two classes of the second one; with more the mean of one against the rest over
 * the classes that have rows on both sides. NaN when there is none.
 */
export const auc: Metric = {
  id: 'auc',
  title: 'AUC',
  largerIsBetter: true,
  value(measured) {
    let sum = 0;
    let defined = 0;
    for (let label = 0; label < measured.probabilities.classes; label++) {
      const area = oneAgainstRest(measured, label);
      if (Number.isNaN(area)) continue;
      sum += area;
      defined++;
    }
    return defined === 0 ? NaN : sum / defined;
  },
};
