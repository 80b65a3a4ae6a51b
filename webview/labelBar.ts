import type { PanelClass, Question } from '../src/protocol/panel.ts';
import { element, say, setEnabled, setText } from './element.ts';
import { faceOf } from './keys.ts';
import { spokenLabel } from './spoken.ts';
import { count, t } from './text.ts';

interface LabelBarState {
  readonly classes: readonly PanelClass[];
  readonly question: Question | null;
  readonly suggestions: boolean;
}

type Suggestion = Question['suggestion'];

interface LabelButton {
  readonly button: HTMLButtonElement;
  readonly count: HTMLElement;
  readonly hint: HTMLElement;
  readonly share: HTMLElement;
  readonly spoken: HTMLElement;
}

/** As many classes as the number row has keys for. */
const mostWithoutFilter = 10;

/** What stands for the eye; the same is said as a sentence. */
const unspoken = { 'aria-hidden': 'true' };

/** The label buttons: one per class with its key and its count, the suggested one marked. */
export class LabelBar {
  readonly #group: HTMLElement;
  readonly #guideline: HTMLElement;
  readonly #filter: HTMLInputElement;
  readonly #none: HTMLElement;
  readonly #matches: HTMLElement;
  readonly #buttons = new Map<string, LabelButton>();
  #state: LabelBarState = { classes: [], question: null, suggestions: true };
  #focused: string | null = null;
  #built = '';
  /** The suggestion that was last brought into sight, and of which sample it was. */
  #brought = '';

  /** @param onLeave the person is done with the filter without a label. */
  constructor(
    place: HTMLElement,
    onLabel: (label: string, byKeyboard: boolean) => void,
    onLeave: () => void,
  ) {
    this.#filter = element('input', {
      id: 'filter',
      type: 'search',
      spellcheck: 'false',
      hidden: '',
      'aria-keyshortcuts': '/',
    });
    this.#group = element('div', { id: 'labels', role: 'group' });
    this.#none = element('p', { class: 'quiet', hidden: '' });
    this.#matches = element('p', { id: 'matches', class: 'visually-hidden', role: 'status' });
    this.#guideline = element('p', { id: 'guideline' });
    place.append(this.#filter, this.#group, this.#none, this.#matches, this.#guideline);
    this.#group.addEventListener('click', (event) => {
      const label = labelOf(event);
      // A click made by Enter or Space on the button has no position in its detail.
      if (label !== null) onLabel(label, event.detail === 0);
    });
    for (const type of ['focusin', 'pointerover'])
      this.#group.addEventListener(type, (e) => this.#focus(labelOf(e)));
    for (const type of ['focusout', 'pointerleave'])
      this.#group.addEventListener(type, () => this.#focus(null));
    this.#filter.addEventListener('input', () => {
      this.#applyFilter();
      this.#sayMatches();
    });
    this.#filter.addEventListener('keydown', (event) => this.#filterKey(event, onLabel, onLeave));
  }

  update(state: LabelBarState): void {
    this.#state = state;
    const shape = JSON.stringify(state.classes.map(({ name, key, guideline }) => [name, key, guideline]));
    if (shape !== this.#built) this.#build(shape);
    const { question, suggestions } = state;
    const suggestion = suggestions ? (question?.suggestion ?? null) : null;
    for (const shown of state.classes) this.#updateButton(shown, question, suggestion);
    this.#bringIntoSight(question, suggestion);
    this.#showGuideline();
  }

  #updateButton(
    { name, count: labeled }: PanelClass,
    question: Question | null,
    suggestion: Suggestion,
  ): void {
    const parts = this.#buttons.get(name);
    if (parts === undefined) return;
    const suggested = suggestion?.label === name;
    setText(parts.count, count(labeled));
    setEnabled(parts.button, question !== null);
    parts.button.classList.toggle('suggested', suggested);
    // Of a sample without a label none is on or off: they are buttons then, and heard as such.
    if (question === null || question.label === null) parts.button.removeAttribute('aria-pressed');
    else parts.button.setAttribute('aria-pressed', String(question.label === name));
    const percent = suggested ? Math.round(suggestion.probability * 100) : 0;
    setText(parts.spoken, spokenLabel(name, labeled, suggested ? percent : null, t));
    setText(parts.hint, suggested ? `${percent} %  ⏎` : '');
    parts.share.style.width = `${percent}%`;
  }

  /** Among many classes the suggested one may be out of sight; once, so that whoever scrolls on is left alone. */
  #bringIntoSight(question: Question | null, suggestion: Suggestion): void {
    const wanted = question === null || suggestion === null ? '' : `${question.id}\n${suggestion.label}`;
    if (wanted === this.#brought) return;
    this.#brought = wanted;
    if (suggestion === null || !this.#group.classList.contains('many')) return;
    this.#buttons.get(suggestion.label)?.button.scrollIntoView({ block: 'nearest' });
  }

  /** Lets the person type part of a class name; only offered where there are more classes than keys. */
  openFilter(): void {
    if (!this.#filter.hidden) this.#filter.focus();
  }

  #build(shape: string): void {
    this.#built = shape;
    this.#brought = '';
    this.#buttons.clear();
    const { classes } = this.#state;
    this.#group.setAttribute('aria-label', t('Labels'));
    const many = classes.length > mostWithoutFilter;
    this.#filter.hidden = !many;
    this.#filter.placeholder = `${t('Type to filter {0} classes, Enter to label', classes.length)}  ( / )`;
    this.#filter.setAttribute('aria-label', t('Filter classes'));
    setText(this.#none, t('No class matches.'));
    this.#group.replaceChildren(...classes.map((shown) => this.#makeButton(shown)));
    this.#group.classList.toggle('many', many);
    this.#group.style.setProperty('--name', `${roomFor(classes.map(({ name }) => name))}ch`);
    this.#guideline.hidden = classes.every(({ guideline }) => guideline === '');
    this.#applyFilter();
  }

  #makeButton(shown: PanelClass): HTMLButtonElement {
    const parts: LabelButton = {
      button: element('button', { class: 'label', type: 'button', 'data-label': shown.name }),
      count: element('span', { class: 'count', ...unspoken }),
      hint: element('span', { class: 'hint', ...unspoken }),
      share: element('span', { class: 'share' }),
      spoken: element('span', { class: 'visually-hidden' }),
    };
    const key = shown.key === null ? [] : [element('kbd', unspoken, faceOf(shown.key, this.#state.classes))];
    const name = element('span', { class: 'name', ...unspoken }, shown.name);
    parts.button.append(...key, name, parts.hint, parts.count, parts.share, parts.spoken);
    if (shown.key !== null) parts.button.setAttribute('aria-keyshortcuts', shown.key);
    // A long name may be cut. A title on the button is heard, too, so that it must say more than its name.
    if (shown.guideline === '') name.title = shown.name;
    else {
      parts.button.title = `${shown.name}: ${shown.guideline}`;
      parts.button.setAttribute('aria-description', shown.guideline);
    }
    this.#buttons.set(shown.name, parts);
    return parts.button;
  }

  #focus(label: string | null): void {
    this.#focused = label;
    this.#showGuideline();
  }

  /** The guideline of the class in focus, else of the suggested one, else of the label the sample has. */
  #showGuideline(): void {
    const { classes, question, suggestions } = this.#state;
    const name = this.#focused ?? question?.label ?? (suggestions ? question?.suggestion?.label : undefined);
    const guideline = classes.find((shown) => shown.name === name)?.guideline ?? '';
    setText(this.#guideline, guideline === '' ? '' : `${name}: ${guideline}`);
  }

  #applyFilter(): void {
    const wanted = this.#filter.value.trim().toLowerCase();
    let matches = 0;
    for (const [name, { button }] of this.#buttons) {
      button.hidden = !name.toLowerCase().includes(wanted);
      if (!button.hidden) matches++;
    }
    this.#none.hidden = matches > 0;
  }

  #sayMatches(): void {
    const shown = [...this.#buttons].filter(([, { button }]) => !button.hidden).map(([name]) => name);
    const first = shown[0];
    if (this.#filter.value.trim() === '') say(this.#matches, '');
    else if (first === undefined) say(this.#matches, t('No class matches.'));
    else say(this.#matches, t('Classes that match: {0}. Enter labels {1}.', shown.length, first));
  }

  #filterKey(
    event: KeyboardEvent,
    onLabel: (label: string, byKeyboard: boolean) => void,
    onLeave: () => void,
  ): void {
    // Those that end or leave the composition of a word belong to the input method.
    if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    event.preventDefault();
    const first = this.#group.querySelector<HTMLElement>('.label:not([hidden])')?.dataset['label'];
    const chosen = event.key === 'Enter' && this.#filter.value.trim() !== '' ? first : undefined;
    this.#filter.value = '';
    this.#applyFilter();
    if (chosen === undefined) onLeave();
    else onLabel(chosen, true);
  }
}

/** Characters a line must hold so that every name fits on two; very long ones are cut. */
function roomFor(names: readonly string[]): number {
  const lines = names.flatMap((name) => [Math.ceil(name.length / 2) + 1, ...name.split(/\s/).map(lengthOf)]);
  return Math.min(20, Math.max(0, ...lines));
}

const lengthOf = (text: string): number => text.length;

const labelOf = (event: Event): string | null =>
  (event.target as Element).closest<HTMLElement>('.label')?.dataset['label'] ?? null;
