import type { RoundResult } from './learner/types.ts';
import { wilson } from './wilson.ts';

/** One point of the live learning curve. */
export interface CurvePoint {
  /** Labels the model was trained on. */
  readonly labels: number;
  /** Id of the metric; `accuracy` for out-of-bag points. */
  readonly metric: string;
  readonly value: number;
  /** 95 % interval; null where there is none (out of bag, or another metric than accuracy). */
  readonly low: number | null;
  readonly high: number | null;
  /** `out-of-bag` is rough: samples a strategy chose are not a fair sample. */
  readonly estimate: 'held-out' | 'out-of-bag';
  /** Held-out samples it was measured on, 0 for out-of-bag. */
  readonly tested: number;
  /** What was learned from and how, so that a kept point is known to hold still. */
  readonly key: string;
}

/** Held-out labels from which on a point is measured on them. */
export const enoughTests = 20;
const firstCount = 10;
const mostPoints = 40;

/** Numbers of labels with a point: 10, 20, 30, …, with the step doubled until there are at most 40. */
export function curveCounts(labels: number): readonly number[] {
  let step = firstCount;
  while (labels / step > mostPoints) step *= 2;
  return Array.from({ length: Math.floor(labels / step) }, (_, index) => (index + 1) * step);
}

/** A point that should stand on the curve. */
export interface WantedPoint {
  readonly labels: number;
  readonly key: string;
  /** Held-out labels there are now. */
  readonly tests: number;
  /** Whether it is the newest point, which follows every held-out label. */
  readonly newest: boolean;
}

/** Whether a point still says what it would say if measured now, or nearly so: older points wait for 25 % more tests. */
export function holds(point: CurvePoint | undefined, { key, tests, newest }: WantedPoint): boolean {
  if (point?.key !== key) return false;
  if (tests < enoughTests) return point.tested === 0;
  return newest ? point.tested === tests : point.tested <= tests && tests <= 1.25 * point.tested;
}

/** The point a round says; null before two classes are known, or where the metric has no value. */
export function pointOf(wanted: WantedPoint, metric: string, result: RoundResult): CurvePoint | null {
  const { labels, key, tests } = wanted;
  if (tests < enoughTests) {
    const value = result.outOfBagAccuracy;
    if (value === null) return null;
    return {
      labels,
      metric: 'accuracy',
      value,
      low: null,
      high: null,
      estimate: 'out-of-bag',
      tested: 0,
      key,
    };
  }
  const value = result.testValue;
  if (value === null) return null;
  const interval = metric === 'accuracy' ? wilson(result.testCorrect, tests) : { low: null, high: null };
  return { labels, metric, value, ...interval, estimate: 'held-out', tested: tests, key };
}
