import type { Finding } from '../engine/strategies/findings.ts';
import type { Translate } from './translate.ts';

/** What the benchmark found of a strategy, gain and cost: one sentence for where it is chosen. */
export function describeFinding(finding: Finding | undefined, t: Translate): string {
  if (finding === undefined) return t('Not measured with this model.');
  const { gain, datasets, wins, losses, seconds } = finding;
  const points = `${gain < 0 ? '−' : '+'}${Math.abs(100 * gain).toFixed(1)}`;
  return t(
    'Measured: {0} points of accuracy against random over {1} datasets (better on {2}, worse on {3}), {4} a question.',
    points,
    datasets,
    wins,
    losses,
    duration(seconds),
  );
}

const duration = (seconds: number): string => {
  if (seconds >= 1) return `${seconds.toFixed(1)} s`;
  return seconds >= 0.01 ? `${Math.round(1000 * seconds)} ms` : `${(1000 * seconds).toFixed(1)} ms`;
};
