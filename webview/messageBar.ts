import type { FromPanel, OfferedAction } from '../src/protocol/panel.ts';
import type { PanelString } from '../src/protocol/strings.ts';
import { byId, element, setText } from './element.ts';
import type { PanelModel } from './model.ts';
import { t } from './text.ts';

const actionTexts: Readonly<Record<OfferedAction, PanelString>> = {
  openManifest: 'Open label-scout.json',
  readAgain: 'Read the Data Again',
  restartTrainer: 'Restart Trainer',
  showTrainerLog: 'Show Trainer Log',
  exportLabels: 'Export Labels…',
  showLearningCurve: 'Show Learning Curve',
};

const notSaved =
  'The label was not saved within 2 seconds. It is back on screen: check the disk, then press its key again.';

/** The sentence above the sample: what went wrong, has changed or is waited for, and what can be done about it. */
export class MessageBar {
  readonly #message = byId('message');
  readonly #actions = byId('actions');
  readonly #told = byId('told');
  readonly #failure = byId('failure');

  constructor(private readonly send: (message: FromPanel) => void) {}

  /** @param noticed the wait for the next sample, if there is one, is worth a word by now. */
  update({ state, waiting, stalled }: PanelModel, noticed: boolean): void {
    const wait = waiting && noticed ? t('Choosing the next sample…') : '';
    const text = stalled > 0 ? t(notSaved) : state?.message || wait;
    const failed = stalled > 0 || state?.failed === true;
    setText(this.#message, text);
    this.#message.hidden = text === '';
    this.#message.classList.toggle('failed', failed);
    this.#offer(state?.actions ?? []);
    // Only regions that are always there are heard reliably; a failure breaks into what is being said.
    setText(this.#told, failed ? '' : text);
    setText(this.#failure, failed ? text : '');
  }

  /** Built anew only when they change, so that the focus stays on one. */
  #offer(actions: readonly OfferedAction[]): void {
    if (this.#actions.dataset['offered'] === actions.join(' ')) return;
    this.#actions.dataset['offered'] = actions.join(' ');
    this.#actions.replaceChildren(
      ...actions.map((action) => {
        const button = element('button', { type: 'button', class: 'action' }, t(actionTexts[action]));
        button.addEventListener('click', () => this.send({ type: 'action', action }));
        return button;
      }),
    );
  }
}
