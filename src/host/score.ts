import type { CurvePoint } from '../engine/curve.ts';
import type { Translate } from './translate.ts';

const shown = (value: number): string => value.toFixed(2);

/** `0.91 (0.85–0.95)`, without the interval where there is none. */
export const describeScore = ({ value, low, high }: CurvePoint): string =>
  `${shown(value)}${low === null || high === null ? '' : ` (${shown(low)}–${shown(high)})`}`;

/** `0.91 (0.85–0.95) on 31 held-out samples`, or what stands for it before there are enough of them. */
export function describePoint(point: CurvePoint, t: Translate): string {
  return point.estimate === 'held-out'
    ? t('{0} on {1} held-out samples', describeScore(point), point.tested)
    : t('{0} rough: chosen samples', shown(point.value));
}

/** The newest point's value alone; empty without a point. */
export const latestScore = (curve: readonly CurvePoint[]): string => {
  const last = curve.at(-1);
  return last === undefined ? '' : shown(last.value);
};
