import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chartSvg } from '../../../src/cli/simulate/chart.ts';
import { meanAndError } from '../../../src/engine/math/meanAndError.ts';
import { aggregateRepeats } from '../../../src/engine/simulation/aggregate.ts';
import type { RepeatResult, SimulatedCurve } from '../../../src/engine/simulation/types.ts';
import type { Experiment } from './replay.ts';
import type { Series } from './series.ts';

/** Where figures and tables are committed; experiments run in the repository's folder. */
export const reportFolder = 'docs/reproduction';

/** Numbers of labels at which tables show a curve. */
const milestones = [25, 50, 100, 150, 200, 300];

export const plusMinus = (value: number, error: number | null, digits = 4): string =>
  `${value.toFixed(digits)} ± ${(error ?? NaN).toFixed(digits)}`.replace('-', '−');

/** A difference with its sign. */
export const signed = (value: number, error: number | null, digits = 4): string =>
  `${value < 0 ? '−' : '+'}${plusMinus(Math.abs(value), error, digits)}`;

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Difference of areas to a baseline, paired by repeat. */
export function pairedDifference(results: readonly RepeatResult[], strategy: string, baseline: string) {
  const areaOf = (result: RepeatResult, id: string): number =>
    meanAndError(result.runs.find((run) => run.strategy === id)!.values).mean;
  return meanAndError(results.map((result) => areaOf(result, strategy) - areaOf(result, baseline)));
}

/** Labels at which the mean curve first reaches what the baseline ends with, the mean of its last five points. */
export function labelsToReach({ mean, labels }: SimulatedCurve, baseline: SimulatedCurve): string {
  const goal = meanAndError(baseline.mean.slice(-5)).mean;
  const place = mean.findIndex((value) => value >= goal);
  return place < 0 ? '–' : String(labels[place]);
}

/** One table per metric: areas, paired differences, the curve at some places. */
export function describeSeries({ metrics }: Experiment, series: Series): string {
  return metrics.map((metric, index) => describeMetric(metric, series[index]!)).join('\n\n');
}

function describeMetric(metric: string, results: readonly RepeatResult[]): string {
  const curves = aggregateRepeats(results);
  const uncertainty = curves.find(({ strategy }) => strategy === 'uncertainty')!;
  const shown = milestones.filter((labels) => uncertainty.labels.includes(labels));
  const versus = (strategy: string, baseline: string): string => {
    if (strategy === baseline) return '';
    const { mean, stderr } = pairedDifference(results, strategy, baseline);
    return signed(mean, stderr);
  };
  const rows = curves.map((curve) => [
    curve.strategy,
    plusMinus(curve.area, curve.areaStderr),
    versus(curve.strategy, 'random'),
    versus(curve.strategy, 'uncertainty'),
    ...shown.map((labels) => curve.mean[curve.labels.indexOf(labels)]?.toFixed(3) ?? ''),
    labelsToReach(curve, uncertainty),
  ]);
  const head = [
    metric,
    'area',
    'vs random',
    'vs uncertainty',
    ...shown.map((labels) => `at ${labels}`),
    'labels to the end of uncertainty',
  ];
  return table(head, rows);
}

/** Writes the curves of a metric as `<name>.svg`. */
export function saveChart(
  name: string,
  experiment: Experiment,
  results: readonly RepeatResult[],
  metric: string,
): void {
  const { task, model, initial = 2, budget, batch = 1, seed } = experiment;
  const report = {
    dataset: task.title,
    classes: task.classNames,
    model,
    metric,
    initial,
    budget,
    batch,
    seed,
    rows: 0,
    features: results[0]!.features,
    repeats: results.length,
    curves: aggregateRepeats(results),
  };
  mkdirSync(reportFolder, { recursive: true });
  writeFileSync(join(reportFolder, `${name}.svg`), chartSvg(report, false));
}

/** Writes `<name>.md`. */
export function saveText(name: string, paragraphs: readonly string[]): void {
  mkdirSync(reportFolder, { recursive: true });
  writeFileSync(join(reportFolder, `${name}.md`), `${paragraphs.join('\n\n')}\n`);
}
