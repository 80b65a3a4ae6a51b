import { commandId, product } from './contributions.ts';
import type { Datasets } from './datasets.ts';
import type { Disposable } from './lifecycle.ts';
import { createStatusBarItem } from './say/statusBar.ts';
import { spokenStatus, statusText } from './statusText.ts';
import { t } from './localize.ts';

/** The one item in the status bar. */
export class StatusItem implements Disposable {
  readonly #item = createStatusBarItem(`${product}.status`, 'Label Scout', 40);
  readonly #subscription: Disposable;

  constructor(private readonly datasets: Datasets) {
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
    this.#item.show({
      ...statusText(state),
      tooltip: t('Label Scout: {0}. Click to label.', state.name),
      spoken: spokenStatus(state, t),
      // It stands for this dataset: nothing is to be asked.
      command: { command: commandId('startLabeling'), title: '', arguments: [{ id: state.id }] },
    });
  }
}
