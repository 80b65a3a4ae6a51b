import * as vscode from 'vscode';
import { commandId, product } from './contributions.ts';
import type { Datasets } from './datasets.ts';
import type { Disposable } from './lifecycle.ts';
import { spokenStatus, statusText } from './statusText.ts';
import { t } from './localize.ts';

/** The one item in the status bar. */
export class StatusItem implements Disposable {
  readonly #item = vscode.window.createStatusBarItem(`${product}.status`, vscode.StatusBarAlignment.Left, 40);
  readonly #subscription: vscode.Disposable;

  constructor(private readonly datasets: Datasets) {
    this.#item.name = 'Label Scout';
    this.#subscription = datasets.onDidChange(() => this.#show());
    this.#show();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#item.dispose();
  }

  #show(): void {
    const state = this.datasets.active?.state;
    if (state === undefined) return this.#item.hide();
    this.#item.text = statusText(state);
    // It stands for this dataset: nothing is to be asked.
    this.#item.command = { command: commandId('startLabeling'), title: '', arguments: [{ id: state.id }] };
    this.#item.tooltip = t('Label Scout: {0}. Click to label.', state.name);
    this.#item.accessibilityInformation = { label: spokenStatus(state, t) };
    this.#item.show();
  }
}
