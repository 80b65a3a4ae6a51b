import { UsageError } from '../errors.ts';
import { findById } from '../registry.ts';
import { accuracy } from './accuracy.ts';
import { ams } from './ams.ts';
import { auc } from './auc.ts';
import { dice } from './dice.ts';
import { iou } from './iou.ts';
import { logLoss } from './logLoss.ts';
import { macroF1 } from './macroF1.ts';
import type { Metric } from './types.ts';

/** Every metric there is. Adding one is a file here and a line below. */
export const metrics = [accuracy, macroF1, auc, iou, dice, ams, logLoss] as const satisfies readonly Metric[];

/** @throws UsageError naming the known metrics, and where the unknown id was found. */
export const findMetric = (id: string, place?: string): Metric =>
  findById<Metric>(metrics, 'metric', id, place);

/** @throws UsageError when the metric is not defined for that many classes. */
export function checkMetric(metric: Metric, classCount: number): void {
  if (metric.classes === undefined || metric.classes === classCount) return;
  throw new UsageError(
    `The metric ${metric.id} is for ${metric.classes} classes, and this dataset has ${classCount}: choose accuracy or macro-f1.`,
  );
}
