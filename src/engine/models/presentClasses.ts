import type { Probabilities } from '../types.ts';

/**
 * The classes that occur among the labels, ascending, and the labels renumbered by them. A model learns these
 * only, as scikit-learn's `classes_`: a class nobody has labeled yet costs nothing and gets probability 0.
 */
export function compactClasses(labels: Int32Array): {
  readonly present: Int32Array;
  readonly labels: Int32Array;
} {
  const present = Int32Array.from(new Set(labels)).sort();
  const numberOf = new Map([...present].map((label, number) => [label, number]));
  return { present, labels: labels.map((label) => numberOf.get(label)!) };
}

/** Probabilities of all classes from those of the present ones. */
export function expandClasses(
  compact: Probabilities,
  present: Int32Array,
  classCount: number,
): Probabilities {
  if (present.length === classCount) return compact;
  const { rows, classes } = compact;
  const data = new Float32Array(rows * classCount);
  for (let row = 0; row < rows; row++) {
    for (let number = 0; number < classes; number++) {
      data[row * classCount + present[number]!] = compact.data[row * classes + number]!;
    }
  }
  return { rows, classes: classCount, data };
}
