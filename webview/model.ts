import type { FromPanel, PanelState, Question } from '../src/protocol/panel.ts';

/** An answer that was sent and is not yet known to be on disk. `label` is empty for a skip. */
export interface Pending {
  readonly call: number;
  readonly question: Question;
  readonly label: string;
}

/** What the panel knows: the host's last state, and what it painted ahead of the host's answer. */
export interface PanelModel {
  readonly state: PanelState | null;
  readonly shown: Question | null;
  /** Answered with nothing prefetched: the next sample is being chosen. */
  readonly waiting: boolean;
  readonly next: PanelState['next'];
  /** What is painted where `next` does not know the answer, in turn. */
  readonly upcoming: readonly Question[];
  /** The sample on screen comes from `upcoming`: the host may still know a better one. */
  readonly guessed: boolean;
  /** The guess that the host has just replaced by its own question, while nothing was answered since. */
  readonly replaced: Question | null;
  readonly pending: readonly Pending[];
  readonly calls: number;
  /** The last label known to be on disk. */
  readonly saved: { readonly id: string; readonly label: string } | null;
  /** Last call that was not answered in time; zero when none is outstanding. */
  readonly stalled: number;
}

export const emptyModel: PanelModel = {
  state: null,
  shown: null,
  waiting: false,
  next: {},
  upcoming: [],
  guessed: false,
  replaced: null,
  pending: [],
  calls: 0,
  saved: null,
  stalled: 0,
};

/** Takes in a state of the host; an older one than the last is ignored. */
export function receive(model: PanelModel, state: PanelState): PanelModel {
  if (model.state !== null && state.revision < model.state.revision) return model;
  const pending = model.pending.filter((answer) => answer.call > state.answered);
  const confirmed = model.pending
    .filter((answer) => answer.call <= state.answered && answer.label !== '')
    .at(-1);
  const known = {
    ...model,
    upcoming: unanswered(state.upcoming, pending, model.shown),
    state,
    pending,
    saved: state.failed ? null : confirmed === undefined ? model.saved : savedBy(confirmed),
    stalled: model.stalled > state.answered ? model.stalled : 0,
  };
  if (state.failed) return showing({ ...known, pending: [] }, state);
  if (known.stalled > 0) return known;
  if (state.taken >= model.calls) return showing(known, state);
  return model.shown === null ? paintLate(known, state) : known;
}

const savedBy = (answer: Pending): PanelModel['saved'] => ({ id: answer.question.id, label: answer.label });

/** Questions that are neither on screen nor answered. */
function unanswered(
  questions: readonly Question[],
  pending: readonly Pending[],
  shown: Question | null,
): readonly Question[] {
  const gone = new Set(pending.map(({ question }) => question.id)).add(shown?.id ?? '');
  return questions.filter(({ id }) => !gone.has(id));
}

function showing(model: PanelModel, state: PanelState): PanelModel {
  const stays = model.shown?.id === state.question?.id;
  return {
    ...model,
    shown: state.question,
    waiting: state.question === null && state.message === '',
    next: state.next,
    upcoming: unanswered(state.upcoming, model.pending, state.question),
    guessed: false,
    replaced: stays || !model.guessed ? model.replaced : model.shown,
  };
}

/** The next sample became known while its answer is still being written: it is painted now. */
function paintLate(model: PanelModel, state: PanelState): PanelModel {
  const last = model.pending.at(-1);
  const chosen = last !== undefined && last.question.id === state.question?.id && state.next[last.label];
  return chosen ? { ...model, shown: chosen, waiting: false } : paintGuess(model);
}

/** The best that is known to come soon, where the answer was not thought through. */
function paintGuess(model: PanelModel): PanelModel {
  const [guess, ...upcoming] = model.upcoming;
  if (guess === undefined) return { ...model, shown: null, waiting: true };
  return { ...model, shown: guess, waiting: false, upcoming, guessed: true };
}

type Step = { readonly model: PanelModel; readonly message: FromPanel | null };
const nothing = (model: PanelModel): Step => ({ model, message: null });

/**
 * The person gave a label to the sample that the host has just replaced: nobody reads and answers the new one in
 * so short a time. The new one stays on screen.
 */
export function labelReplaced(model: PanelModel, name: string, milliseconds: number): Step {
  if (model.replaced === null) return nothing(model);
  const { id } = model.replaced;
  const message: FromPanel = { type: 'label', call: model.calls + 1, id, label: name, milliseconds };
  return { model: answered(model, model.replaced, name), message };
}

/** The person gives the sample on screen a label: the next sample is painted, and the host is told. */
export function label(model: PanelModel, name: string, milliseconds: number): Step {
  if (model.shown === null) return nothing(model);
  const message: FromPanel = {
    type: 'label',
    call: model.calls + 1,
    id: model.shown.id,
    label: name,
    milliseconds,
  };
  const sent = answered(model, model.shown, name);
  if (model.state?.autoAdvance === false)
    return { model: { ...sent, shown: { ...model.shown, label: name } }, message };
  return { model: moveOn(sent, name), message };
}

/** Leaves the sample on screen for later, or goes on from one that has its label. */
export function skip(model: PanelModel): Step {
  if (model.shown === null) return nothing(model);
  const labeled = model.state?.autoAdvance === false ? model.shown.label : null;
  const at = { call: model.calls + 1, id: model.shown.id };
  return {
    model: moveOn(answered(model, model.shown, ''), labeled ?? ''),
    message: labeled === null ? { type: 'skip', ...at } : { type: 'advance', ...at },
  };
}

export function flag(model: PanelModel): Step {
  if (model.shown === null) return nothing(model);
  const on = !model.shown.flagged;
  const call = model.calls + 1;
  return {
    model: { ...model, calls: call, shown: { ...model.shown, flagged: on } },
    message: { type: 'flag', call, id: model.shown.id, on },
  };
}

/** The host knows which sample comes back; the panel only asks. */
export const undo = (model: PanelModel): Step => back(model, 'undo', model.state?.canUndo === true);
export const redo = (model: PanelModel): Step => back(model, 'redo', model.state?.canRedo === true);

function back(model: PanelModel, type: 'undo' | 'redo', possible: boolean): Step {
  if (!possible && model.pending.length === 0) return nothing(model);
  const call = model.calls + 1;
  return { model: { ...model, calls: call }, message: { type, call } };
}

const answered = (model: PanelModel, question: Question, label: string): PanelModel => ({
  ...model,
  calls: model.calls + 1,
  pending: [...model.pending, { call: model.calls + 1, question, label }],
  replaced: null,
});

function moveOn(model: PanelModel, answer: string): PanelModel {
  const known = model.next[answer];
  // The map was made before the last answers: it may name one of them.
  const chosen = model.pending.some(({ question }) => question.id === known?.id) ? undefined : known;
  const upcoming = unanswered(model.upcoming, model.pending, chosen ?? null);
  const moved = { ...model, next: {}, upcoming, guessed: false };
  return chosen === undefined ? paintGuess(moved) : { ...moved, shown: chosen, waiting: chosen === null };
}

/** The disk did not answer in time: the oldest unsaved sample comes back on screen. */
export function stall(model: PanelModel): PanelModel {
  const first = model.pending[0];
  if (first === undefined) return model;
  return {
    ...model,
    shown: { ...first.question },
    waiting: false,
    next: {},
    upcoming: [],
    guessed: false,
    replaced: null,
    pending: [],
    stalled: model.calls,
  };
}
