import type { CurvePoint } from '../engine/curve.ts';
import type { Translate } from './translate.ts';

const shown = (value: number): string => value.toFixed(2);

/** `0.91 (0.85–0.95) on 31 held-out samples`, or what stands for it before there are enough of them. */
export function describePoint(point: CurvePoint, t: Translate): string {
  const interval =
    point.low === null || point.high === null ? '' : ` (${shown(point.low)}–${shown(point.high)})`;
  return point.estimate === 'held-out'
    ? t('{0}{1} on {2} held-out samples', shown(point.value), interval, point.tested)
    : t('{0} rough: chosen samples', shown(point.value));
}

/** The newest point's value alone; empty without a point. */
export const latestScore = (curve: readonly CurvePoint[]): string => {
  const last = curve.at(-1);
  return last === undefined ? '' : shown(last.value);
};
