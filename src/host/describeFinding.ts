import { aheadOfMargin, findingOf, type Advantage, type Finding } from '../engine/strategies/findings.ts';
import type { Translate } from './translate.ts';

/** What the benchmark found of a strategy with a model, gain and cost: sentences for where strategies are chosen. */
export function describeMeasured(strategy: string, model: string, t: Translate): string {
  const finding = findingOf(strategy, model);
  const sentences = [strategy === 'random' ? describeYardstick(finding, t) : describeFinding(finding, t)];
  if (finding !== undefined && strategy !== 'margin')
    sentences.push(t('Against margin: {0} points.', points(finding.overMargin)));
  const ahead = strategy === 'margin' ? aheadOfMargin(model) : undefined;
  if (ahead !== undefined)
    sentences.push(
      t('{0} measured ahead of it: {1} points.', ahead.strategy, points(ahead.finding.overMargin)),
    );
  return sentences.join(' ');
}

/** What is said of random choice, against which the others are measured: its cost. */
export function describeYardstick(finding: Finding | undefined, t: Translate): string {
  if (finding === undefined) return t('Not measured with this model.');
  const measured = t(
    'Measured: what the others are compared with, over {0} datasets, {1} a question.',
    finding.datasets,
    duration(finding.seconds),
  );
  return withProtocol(measured, finding, t);
}

/** Gain over random and cost, and how was asked where it was not one at a time from two labels on. */
export function describeFinding(finding: Finding | undefined, t: Translate): string {
  if (finding === undefined) return t('Not measured with this model.');
  const { datasets, overRandom, seconds } = finding;
  const measured = t(
    'Measured: {0} points of accuracy against random over {1} datasets (better on {2}, worse on {3}), {4} a question.',
    points(overRandom),
    datasets,
    overRandom.wins,
    overRandom.losses,
    duration(seconds),
  );
  return withProtocol(measured, finding, t);
}

/** The gain alone, for the one line that is never cut; empty where there is none to tell. */
export function describeGain(strategy: string, model: string, t: Translate): string {
  const finding = strategy === 'random' ? undefined : findingOf(strategy, model);
  return finding === undefined ? '' : t('{0} points against random', points(finding.overRandom));
}

function withProtocol(measured: string, { initial, batch }: Finding, t: Translate): string {
  if (initial === 2 && batch === 1) return measured;
  return `${measured} ${t('Asked {0} at a time, from {1} labels on.', batch, initial)}`;
}

const points = ({ gain }: Advantage): string => {
  const size = Math.abs(100 * gain).toFixed(1);
  return `${size === '0.0' ? '±' : gain < 0 ? '−' : '+'}${size}`;
};

const duration = (seconds: number): string => {
  if (seconds >= 1) return `${seconds.toFixed(1)} s`;
  return seconds >= 0.01 ? `${Math.round(1000 * seconds)} ms` : `${(1000 * seconds).toFixed(1)} ms`;
};
