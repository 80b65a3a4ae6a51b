import { jaccardOf, positiveOrMacro } from './overlap.ts';
import type { Metric } from './types.ts';

/** Intersection over union (Jaccard index) of the positive class; macro average over more than two classes. */
export const iou: Metric = {
  id: 'iou',
  title: 'IoU',
  largerIsBetter: true,
  value: (measured) => positiveOrMacro(measured, jaccardOf),
};
