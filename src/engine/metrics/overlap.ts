import { confusion, type Confusion } from './confusion.ts';
import type { Measured } from './types.ts';

/** A ratio of one class's counts; 0 where it is 0/0. */
export type ClassRatio = (counts: Confusion, label: number) => number;

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** 2·TP / (2·TP + FP + FN): F1 and Dice are the same number. */
export const diceOf: ClassRatio = ({ truePositives, falsePositives, falseNegatives }, label) => {
  const twice = 2 * truePositives[label]!;
  return ratio(twice, twice + falsePositives[label]! + falseNegatives[label]!);
};

/** TP / (TP + FP + FN): intersection over union. */
export const jaccardOf: ClassRatio = ({ truePositives, falsePositives, falseNegatives }, label) =>
  ratio(truePositives[label]!, truePositives[label]! + falsePositives[label]! + falseNegatives[label]!);

/** The mean over the classes that occur among the true or predicted ones, as scikit-learn's `macro` average. */
export function macro(measured: Measured, of: ClassRatio): number {
  if (measured.labels.length === 0) return NaN;
  const counts = confusion(measured);
  let sum = 0;
  let present = 0;
  for (let label = 0; label < measured.probabilities.classes; label++) {
    if (counts.truePositives[label]! + counts.falsePositives[label]! + counts.falseNegatives[label]! === 0)
      continue;
    sum += of(counts, label);
    present++;
  }
  return sum / present;
}

/** With two classes the ratio of the positive one, with more the macro average. */
export function positiveOrMacro(measured: Measured, of: ClassRatio): number {
  if (measured.probabilities.classes > 2) return macro(measured, of);
  return measured.labels.length === 0 ? NaN : of(confusion(measured), measured.positiveClass);
}
