import type { Model } from '../types.ts';

/** Before two classes are labeled nothing can be learned: every class is as likely as any other. */
export const uninformedModel = (rows: number, classes: number): Model => ({
  predictAll: () => ({ rows, classes, data: new Float32Array(rows * classes).fill(1 / classes) }),
  outOfBagAccuracy: null,
  view: () => undefined,
});
