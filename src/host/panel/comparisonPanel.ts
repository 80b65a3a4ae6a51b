import type * as vscode from 'vscode';
import { findMetric } from '../../engine/metrics/index.ts';
import { findModelFacts } from '../../engine/modelFacts.ts';
import { honestReading } from '../../engine/simulation/reading.ts';
import type { SimulationReport } from '../../engine/simulation/report.ts';
import type { SimulatedCurve } from '../../engine/simulation/types.ts';
import { findStrategy } from '../../engine/strategies/index.ts';
import type { ComparisonState } from '../../protocol/panel.ts';
import { panelStrings } from '../../protocol/strings.ts';
import type { LabelSource } from '../comparison/request.ts';
import type { Dataset } from '../dataset.ts';
import { pageHtml, pageRoots, tabIcon } from './page.ts';
import { t } from '../localize.ts';

/** What a comparison found, in a panel of its own. It stays as it is until it is closed. */
export function showComparison(
  panel: vscode.WebviewPanel,
  dataset: Dataset,
  extension: vscode.Uri,
  state: ComparisonState,
): void {
  const { webview } = panel;
  webview.options = { enableScripts: true, localResourceRoots: pageRoots(extension, dataset.folder) };
  panel.iconPath = tabIcon(extension);
  const strings = Object.fromEntries(panelStrings.map((sentence) => [sentence, t(sentence)]));
  // The page says nothing but that it is loaded, again whenever it was hidden.
  webview.onDidReceiveMessage(() => {
    void webview.postMessage({ type: 'strings', strings });
    void webview.postMessage(state);
  });
  webview.html = pageHtml(webview, extension, 'comparison', dataset.uri);
}

const sources = {
  known: () => t('Replayed on the labels that the data came with.'),
  journal: () =>
    t(
      'Replayed on your labels so far: most of these samples were chosen by a strategy, so this is a rough guide.',
    ),
} as const satisfies Record<LabelSource, () => string>;

/** The report as its page shows it. */
export function comparisonState(report: SimulationReport, source: LabelSource): ComparisonState {
  const metric = findMetric(report.metric);
  return {
    type: 'comparison',
    dataset: report.dataset,
    setting: t(
      '{0} labeled samples, half of them to measure on; {1}; {2} to {3} labels; {4} repeats',
      report.rows,
      findModelFacts(report.model).title,
      report.initial,
      report.curves[0]?.labels.at(-1) ?? report.budget,
      report.repeats,
    ),
    metric: metric.title,
    reading: capitalized(honestReading(report, !metric.largerIsBetter)),
    source: sources[source](),
    curves: report.curves.map(curveOf),
  };
}

const curveOf = (curve: SimulatedCurve): ComparisonState['curves'][number] => ({
  title: findStrategy(curve.strategy).title,
  random: curve.strategy === 'random',
  labels: [...curve.labels],
  points: curve.mean.map((value, index) => ({ value, error: curve.stderr[index] ?? null })),
  area: { value: curve.area, error: curve.areaStderr },
  versusRandom:
    curve.versusRandom === undefined
      ? null
      : { value: curve.versusRandom.difference, error: curve.versusRandom.stderr },
  secondsPerQuery: curve.secondsPerQuery,
});

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
