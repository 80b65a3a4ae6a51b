import type * as vscode from 'vscode';
import { findStrategy } from '../../engine/strategies/index.ts';
import { findMetric } from '../../engine/metrics/index.ts';
import type { CurveState, ToPanel } from '../../protocol/panel.ts';
import { panelStrings } from '../../protocol/strings.ts';
import { curveReading } from '../curveReading.ts';
import type { Dataset } from '../dataset.ts';
import { DisposableStore } from '../lifecycle.ts';
import { setTitle } from '../say/webviewPanel.ts';
import { pageHtml, pageRoots, tabIcon } from './page.ts';
import { t } from '../localize.ts';

/** The learning curve as a chart in a panel of its own; it follows the labeling. */
export class CurvePanel {
  readonly #store = new DisposableStore();
  #ready = false;

  constructor(
    readonly panel: vscode.WebviewPanel,
    readonly dataset: Dataset,
    extension: vscode.Uri,
  ) {
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: pageRoots(extension, dataset.folder) };
    panel.iconPath = tabIcon(extension);
    this.#store.add(webview.onDidReceiveMessage(() => this.#greet()));
    this.#store.add(dataset.onDidChange(() => this.#show()));
    this.#store.add(panel.onDidChangeViewState(() => this.#show()));
    this.#store.add(panel.onDidDispose(() => this.dispose()));
    webview.html = pageHtml(webview, extension, 'curve', dataset.uri);
    dataset.open().catch(() => undefined);
  }

  dispose(): void {
    this.#store.dispose();
  }

  /** The page says nothing but that it is loaded. */
  #greet(): void {
    this.#ready = true;
    const strings = Object.fromEntries(panelStrings.map((sentence) => [sentence, t(sentence)]));
    this.#post({ type: 'strings', strings });
    this.#show();
  }

  #show(): void {
    setTitle(this.panel, t('Learning Curve: {0}', this.dataset.state.name));
    if (this.#ready && this.panel.visible) this.#post(curveState(this.dataset));
  }

  #post(message: ToPanel): void {
    if (!this.#store.disposed) void this.panel.webview.postMessage(message);
  }
}

function curveState({ state }: Dataset): CurveState {
  return {
    type: 'curve',
    dataset: state.name,
    metric: state.metric === '' ? '' : findMetric(state.metric).title,
    strategy: state.strategy === '' ? '' : findStrategy(state.strategy).title,
    reading: curveReading(state, t),
    points: state.curve.map(({ labels, value, low, high, estimate }) => ({
      labels,
      value,
      low,
      high,
      estimate,
    })),
  };
}
