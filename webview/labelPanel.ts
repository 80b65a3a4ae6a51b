import type { FromPanel, PanelState, Question } from '../src/protocol/panel.ts';
import { byId, say, setText } from './element.ts';
import { fitImage, preload } from './images.ts';
import { keepFocus } from './keepFocus.ts';
import { actionFor, type KeyAction } from './keys.ts';
import { LabelBar } from './labelBar.ts';
import { MessageBar } from './messageBar.ts';
import * as steps from './model.ts';
import { noteProse } from './prose.ts';
import { drawSample } from './sampleView.ts';
import { announcement, spokenAnswer } from './spoken.ts';
import { StatusLine } from './statusLine.ts';
import { t } from './text.ts';
import { Toolbar, type ToolbarAction } from './toolbar.ts';

const keysHelp =
  'The keys shown on the buttons answer this sample. If your screen reader takes them for itself, switch it to its focus mode.';

/** The session gives up on the disk after 2 s; this is for a host that does not say even that. */
const patienceMilliseconds = 2500;

/** A shorter wait for the next sample is not worth a word: the old one stays in sight, and takes no answer. */
const unnoticedMilliseconds = 300;

/** The labeling page: turns keys and clicks into steps of the model, and the model into what is seen. */
export class LabelPanel {
  readonly #send: (message: FromPanel) => void;
  readonly #sample = byId('sample');
  readonly #why = byId('why');
  readonly #note = byId('note');
  readonly #message: MessageBar;
  readonly #status = new StatusLine(byId('status'));
  readonly #labels: LabelBar;
  readonly #tools: Toolbar;
  readonly #mendFocus: () => void;
  #model = steps.emptyModel;
  #drawn: Question['sample'] | null = null;
  #announced: Question | null = null;
  /** The last answer in words, until it was said. */
  #answer = { call: 0, words: '' };
  #shownSince = performance.now();
  /** Runs while the wait for the next sample goes unnoticed. */
  #waitTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(send: (message: FromPanel) => void) {
    this.#send = send;
    this.#message = new MessageBar(send);
    const toSample = (): void => this.#sample.focus();
    const answers = byId('answers');
    this.#labels = new LabelBar(
      answers,
      (label, byKeyboard) => {
        this.#label(label);
        if (!byKeyboard) toSample();
      },
      toSample,
    );
    this.#tools = new Toolbar(byId('tools'), (action) => this.#act(action));
    document.addEventListener('keydown', (event) => this.#key(event));
    new ResizeObserver(() => fitImage(this.#sample)).observe(this.#sample);
    this.#mendFocus = keepFocus(this.#sample);
  }

  /** Takes in a state of the host. */
  receive(state: PanelState): void {
    const next = Object.values(state.next).flatMap((question) => question?.sample ?? []);
    noteProse(next);
    this.#show(steps.receive(this.#model, state));
    preload([...next, ...state.soon]);
  }

  #key(event: KeyboardEvent): void {
    // What is typed into the filter is a name: no digit or letter of it answers.
    if (event.repeat || event.target instanceof HTMLInputElement) return;
    const action = actionFor(event, this.#model.state?.classes ?? []);
    const onButton = event.target instanceof HTMLButtonElement;
    // Enter and Space on a button press that button.
    if (action === null || (action.kind === 'accept' && onButton)) return;
    event.preventDefault();
    this.#perform(action);
  }

  #perform(action: KeyAction): void {
    if (action.kind === 'label') this.#label(action.label);
    else if (action.kind === 'filter') this.#labels.openFilter();
    else this.#act(action.kind);
  }

  #act(action: ToolbarAction): void {
    const { shown } = this.#model;
    if (action === 'accept') this.#accept();
    else if (action === 'reveal' || action === 'note') {
      if (shown !== null) this.#send({ type: action, id: shown.id });
    } else this.#take(steps[action](this.#model));
  }

  /** Labels with the suggestion; where the sample has its label already, goes on. */
  #accept(): void {
    const { shown, state } = this.#model;
    if (shown === null || state === null) return;
    if (shown.label !== null) this.#take(steps.skip(this.#model));
    else if (state.suggestions && shown.suggestion !== null) this.#label(shown.suggestion.label);
  }

  #label(label: string): void {
    this.#take(steps.label(this.#model, label, Math.round(performance.now() - this.#shownSince)));
  }

  #take({ model, message }: steps.Step): void {
    // A sample that stays is said to have its label.
    const stays = message?.type === 'label' && model.shown?.id === message.id;
    if (message !== null) this.#answer = { call: model.calls, words: stays ? '' : spokenAnswer(message, t) };
    this.#show(model);
    if (message === null) return;
    this.#send(message);
    if (message.type === 'label') this.#watch(message.call);
  }

  #watch(call: number): void {
    setTimeout(() => {
      if (this.#model.pending.some((answer) => answer.call === call)) this.#show(steps.stall(this.#model));
    }, patienceMilliseconds);
  }

  #show(model: steps.PanelModel): void {
    if (model.waiting && !this.#model.waiting) this.#beginWait();
    else if (!model.waiting) this.#endWait();
    this.#model = model;
    this.#drawQuestion();
    const { state, shown } = model;
    if (state === null) return;
    this.#status.update(model);
    this.#labels.update({ classes: state.classes, question: shown, suggestions: state.suggestions });
    this.#updateTools(state, shown);
    // While the wait goes unnoticed they belong to the sample that is still in sight.
    if (this.#waitTimer === null) this.#showRemarks(shown);
    this.#message.update(model, this.#waitTimer === null);
    this.#mendFocus();
    this.#announce();
  }

  #beginWait(): void {
    this.#waitTimer ??= setTimeout(() => {
      this.#endWait();
      this.#show(this.#model);
    }, unnoticedMilliseconds);
  }

  #endWait(): void {
    if (this.#waitTimer !== null) clearTimeout(this.#waitTimer);
    this.#waitTimer = null;
  }

  #drawQuestion(): void {
    const sample = this.#model.shown?.sample ?? null;
    const id = this.#model.shown?.id ?? '';
    this.#sample.setAttribute('aria-busy', String(this.#model.waiting));
    if (this.#waitTimer !== null) return void (this.#sample.dataset['id'] = '');
    if (this.#sample.dataset['id'] === id && JSON.stringify(sample) === JSON.stringify(this.#drawn)) return;
    this.#drawn = sample;
    this.#sample.dataset['id'] = id;
    this.#shownSince = performance.now();
    this.#sample.setAttribute('aria-label', t('Sample'));
    setText(byId('keys'), t(keysHelp));
    // Nothing is no place to stop at; a focus that is on it stays.
    this.#sample.tabIndex = this.#model.shown === null ? -1 : 0;
    if (this.#model.shown === null) this.#sample.replaceChildren();
    else drawSample(this.#sample, this.#model.shown);
    fitImage(this.#sample);
  }

  #updateTools(state: PanelState, shown: Question | null): void {
    const decided = shown !== null && shown.label !== null;
    const suggested = state.suggestions && shown !== null && shown.suggestion !== null;
    const taken = new Set(state.classes.flatMap(({ key }) => (key === null ? [] : [key.toLowerCase()])));
    this.#tools.update(
      {
        accept: { enabled: decided || suggested, text: decided ? 'Next' : 'Accept' },
        skip: { enabled: shown !== null },
        flag: { enabled: shown !== null, pressed: shown?.flagged === true },
        note: { enabled: shown !== null },
        undo: { enabled: steps.canUndo(this.#model) },
        redo: { enabled: steps.canRedo(this.#model) },
        reveal: { enabled: shown !== null },
      },
      taken,
    );
  }

  /** Why the sample is asked, and what somebody wrote about it. */
  #showRemarks(shown: Question | null): void {
    setText(this.#why, shown === null ? '' : explain(shown));
    setText(this.#note, shown?.note ?? '');
    this.#note.setAttribute('aria-label', t('Note'));
    this.#note.hidden = (shown?.note ?? '') === '';
  }

  #labelsOnTheirWay(): number {
    return this.#model.pending.filter(({ label }) => label !== '').length;
  }

  /** Says each sample once, politely, after the answer that led to it, and what changes about it while it stays. */
  #announce(): void {
    const { shown, state } = this.#model;
    const before = this.#announced;
    if (state === null) return;
    this.#announced = shown;
    const { labeled, total } = state.progress;
    const place = labeled + this.#labelsOnTheirWay() + 1;
    const about = { place, total, suggestions: state.suggestions };
    const text = shown === null ? '' : announcement(before, shown, about, t);
    const { call, words } = this.#answer;
    const done = state.answered >= call;
    // An answer without a next sample, or one that changes nothing of this, is said when it is done.
    if (text === '' && !done) return;
    this.#answer = { call, words: '' };
    // What failed was not done: the alert says so.
    const sentences = [done && state.failed ? '' : words, text].filter(Boolean);
    if (sentences.length > 0) say(byId('announce'), sentences.join(' '));
  }
}

function explain(question: Question): string {
  const parts = [
    question.flagged ? t('Flagged') : '',
    question.label === null ? '' : t('Already labeled {0}', question.label),
  ];
  const why =
    question.purpose === 'test'
      ? t('Measuring question: drawn at random to score the model, so it carries no suggestion.')
      : question.why;
  return [...parts, why].filter((part) => part !== '').join(' · ');
}
