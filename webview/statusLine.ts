import type { PanelModel } from './model.ts';
import { element, setText } from './element.ts';
import { progressText } from './progressText.ts';
import { t } from './text.ts';

/** The line above the sample: the dataset, how far it is, what the model scores, what was last saved. */
export class StatusLine {
  readonly #name = element('h1', {});
  /** The figures say it, too: a screen reader need not hear it twice. */
  readonly #bar = element('progress', { max: '1', value: '0', 'aria-hidden': 'true' });
  readonly #progress = element('span', { id: 'progress' });
  readonly #score = element('span', { id: 'score' });
  readonly #saved = element('span', { id: 'saved' });
  /** By itself it is an alert, which would break into whatever is being said after every label. */
  readonly #training = element('vscode-progress-ring', { role: 'img', 'aria-live': 'off' });

  constructor(place: HTMLElement) {
    const figures = element('div', { class: 'figures' }, this.#progress, this.#score);
    place.append(this.#name, this.#bar, figures, this.#training, this.#saved);
  }

  update(model: PanelModel): void {
    const { state, saved, pending } = model;
    if (state === null) return;
    const { labeled, total } = state.progress;
    setText(this.#name, state.dataset);
    this.#bar.value = total === 0 ? 0 : labeled / total;
    setText(this.#progress, progressText(model, t));
    setText(this.#score, state.score);
    const trained = t('{0} under {1}', state.model, state.strategy);
    // Where there is little room the score is cut.
    this.#score.title = [state.score, trained].filter(Boolean).join(' · ');
    // The tick stands only for what is on the disk.
    const text =
      pending.length > 0 ? t('Saving…') : saved === null ? '' : `✓ ${t('Saved: {0}', saved.label)}`;
    setText(this.#saved, text);
    this.#saved.title = text;
    this.#saved.dataset['saved'] = pending.length === 0 && saved !== null ? saved.id : '';
    this.#training.classList.toggle('running', state.training);
    this.#training.setAttribute('aria-label', t('Training'));
  }
}
