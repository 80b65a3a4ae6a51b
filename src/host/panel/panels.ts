import * as vscode from 'vscode';
import { comparisonPanelType, panelTypes } from '../contributions.ts';
import type { SimulationReport } from '../../engine/simulation/report.ts';
import type { LabelSource } from '../comparison/request.ts';
import type { Dataset } from '../dataset.ts';
import type { Datasets } from '../datasets.ts';
import { DisposableStore } from '../lifecycle.ts';
import type { Log } from '../say/log.ts';
import { createWebviewPanel } from '../say/webviewPanel.ts';
import { comparisonState, showComparison } from './comparisonPanel.ts';
import { CurvePanel } from './curvePanel.ts';
import { LabelPanel } from './labelPanel.ts';
import { t } from '../localize.ts';

/** The manifest a page remembered over a reload of the window. */
function rememberedManifest(state: unknown): vscode.Uri | null {
  const manifest = (state as { readonly manifest?: unknown } | null | undefined)?.manifest;
  return typeof manifest === 'string' ? vscode.Uri.parse(manifest, true) : null;
}

/** At most one labeling panel and one chart; both come back when the window is reloaded. */
export class Panels {
  readonly #store = new DisposableStore();
  #label: LabelPanel | null = null;
  #curve: CurvePanel | null = null;

  constructor(
    private readonly datasets: Datasets,
    private readonly extension: vscode.Uri,
    private readonly log: Log,
  ) {
    this.#revive(panelTypes.label, (panel, dataset) => this.#adoptLabel(panel, dataset));
    this.#revive(panelTypes.curve, (panel, dataset) => this.#adoptCurve(panel, dataset));
    this.#store.add(datasets.onDidChange(() => this.#followReturned()));
  }

  get labelPanel(): LabelPanel | null {
    return this.#label;
  }

  showLabel(dataset: Dataset): void {
    this.datasets.activate(dataset);
    if (this.#label?.dataset === dataset) return this.#label.panel.reveal();
    this.#label?.panel.dispose();
    const panel = createWebviewPanel(panelTypes.label, dataset.state.name);
    this.#adoptLabel(panel, dataset);
  }

  showCurve(dataset: Dataset): void {
    if (this.#curve?.dataset === dataset) return this.#curve.panel.reveal();
    this.#curve?.panel.dispose();
    const panel = createWebviewPanel(panelTypes.curve, dataset.state.name);
    this.#adoptCurve(panel, dataset);
  }

  /** A new panel each time, so that results can be held beside each other. */
  showComparison(dataset: Dataset, report: SimulationReport, source: LabelSource): void {
    const title = t('Strategies: {0}', dataset.state.name);
    const panel = createWebviewPanel(comparisonPanelType, title);
    showComparison(panel, dataset, this.extension, comparisonState(report, source));
  }

  dispose(): void {
    this.#label?.panel.dispose();
    this.#curve?.panel.dispose();
    this.#store.dispose();
  }

  /** A dataset that was gone, as while another branch was checked out, and is back is shown where it was shown. */
  #followReturned(): void {
    const label = this.#label;
    const labeled = label && this.#returned(label.dataset);
    if (label && labeled) {
      label.dispose();
      // Adopting it is a change in turn, which this is called for again.
      this.#label = null;
      this.#adoptLabel(label.panel, labeled);
    }
    const curve = this.#curve;
    const charted = curve && this.#returned(curve.dataset);
    if (curve && charted) {
      curve.dispose();
      this.#curve = null;
      this.#adoptCurve(curve.panel, charted);
    }
  }

  #returned(gone: Dataset): Dataset | undefined {
    const { all } = this.datasets;
    return all.includes(gone) ? undefined : all.find(({ state }) => state.id === gone.state.id);
  }

  /** Commands act on what is on screen, whoever brought it there: a person, a reload of the window, a checkout. */
  #adoptLabel(panel: vscode.WebviewPanel, dataset: Dataset): void {
    this.#label?.panel.dispose();
    this.datasets.activate(dataset);
    const label = new LabelPanel(panel, dataset, this.extension, this.log);
    this.#label = label;
    panel.onDidDispose(() => {
      if (this.#label === label) this.#label = null;
    });
  }

  #adoptCurve(panel: vscode.WebviewPanel, dataset: Dataset): void {
    this.#curve?.panel.dispose();
    const curve = new CurvePanel(panel, dataset, this.extension);
    this.#curve = curve;
    panel.onDidDispose(() => {
      if (this.#curve === curve) this.#curve = null;
    });
  }

  #revive(type: string, adopt: (panel: vscode.WebviewPanel, dataset: Dataset) => void): void {
    this.#store.add(
      vscode.window.registerWebviewPanelSerializer(type, {
        deserializeWebviewPanel: async (panel, state: unknown) => {
          await this.datasets.searched;
          const manifest = rememberedManifest(state);
          const dataset = manifest === null ? this.datasets.active : this.datasets.at(manifest);
          if (dataset === null) panel.dispose();
          else adopt(panel, dataset);
        },
      }),
    );
  }
}
