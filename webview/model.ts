import type { FromPanel, PanelState, Question } from '../src/protocol/panel.ts';

/** An answer that was sent and is not yet known to be on disk. `label` is empty for a skip. */
interface Pending {
  readonly call: number;
  readonly question: Question;
  readonly label: string;
}

/** What the panel knows: the host's last state, and what it painted ahead of the host's answer. */
export interface PanelModel {
  readonly state: PanelState | null;
  readonly shown: Question | null;
  /** The next sample is being chosen, or its content is on the way. */
  readonly waiting: boolean;
  readonly next: PanelState['next'];
  readonly pending: readonly Pending[];
  readonly calls: number;
  /** The last flag that was set or taken back and is not yet known to be on disk: it stays as the person put it. */
  readonly flagging: { readonly call: number; readonly id: string; readonly on: boolean } | null;
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
  pending: [],
  calls: 0,
  flagging: null,
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
  const failed = isNewFailure(model.state, state);
  const known = {
    ...model,
    state,
    pending,
    flagging: (model.flagging?.call ?? 0) > state.answered && !failed ? model.flagging : null,
    saved: state.failed ? null : confirmed === undefined ? model.saved : savedBy(confirmed),
    stalled: model.stalled > state.answered ? model.stalled : 0,
  };
  if (failed) return showing({ ...known, pending: [] }, state);
  // What was painted after the calls this state knows of stays on screen.
  return known.stalled === 0 && state.taken >= model.calls ? showing(known, state) : known;
}

/**
 * A failure stays in every state until the host takes the next call: said again, it is none of the calls that were
 * made since, and takes nothing back of what they have painted.
 */
const isNewFailure = (before: PanelState | null, now: PanelState): boolean =>
  now.failed && !(before?.failed === true && before.taken === now.taken);

const savedBy = (answer: Pending): PanelModel['saved'] => ({ id: answer.question.id, label: answer.label });

const showing = (model: PanelModel, state: PanelState): PanelModel => ({
  ...model,
  shown: withFlag(state.question, model.flagging),
  waiting: state.question === null && state.message === '',
  next: state.next,
});

const withFlag = (question: Question | null, flagging: PanelModel['flagging']): Question | null =>
  question !== null && question.id === flagging?.id ? { ...question, flagged: flagging.on } : question;

/** What follows from something the person does: what the panel knows then, and what the host is told, if anything. */
export interface Step {
  readonly model: PanelModel;
  readonly message: FromPanel | null;
}
const nothing = (model: PanelModel): Step => ({ model, message: null });

/** The person gives the sample on screen a label: the next sample is painted, and the host is told. */
export function label(model: PanelModel, name: string, milliseconds: number): Step {
  if (model.shown === null) return nothing(model);
  const sent = answered(model, model.shown, name);
  const stays = model.state?.autoAdvance === false;
  const after = stays ? { ...sent, shown: { ...model.shown, label: name } } : moveOn(sent, name);
  const painted = stays ? null : (after.shown?.id ?? null);
  return {
    model: after,
    message: { type: 'label', call: after.calls, id: model.shown.id, label: name, milliseconds, painted },
  };
}

/** Leaves the sample on screen for later, or goes on from one that has its label. */
export function skip(model: PanelModel): Step {
  if (model.shown === null) return nothing(model);
  const labeled = model.state?.autoAdvance === false ? model.shown.label : null;
  const after = moveOn(answered(model, model.shown, ''), labeled ?? '');
  const at = { call: after.calls, id: model.shown.id };
  return {
    model: after,
    message:
      labeled === null
        ? { type: 'skip', ...at, painted: after.shown?.id ?? null }
        : { type: 'advance', ...at },
  };
}

export function flag(model: PanelModel): Step {
  if (model.shown === null) return nothing(model);
  const { id } = model.shown;
  const on = !model.shown.flagged;
  const call = model.calls + 1;
  return {
    model: { ...model, calls: call, flagging: { call, id, on }, shown: { ...model.shown, flagged: on } },
    message: { type: 'flag', call, id, on },
  };
}

/** The host knows which sample comes back; the panel only asks. */
export const undo = (model: PanelModel): Step => (canUndo(model) ? back(model, 'undo') : nothing(model));
export const redo = (model: PanelModel): Step => (canRedo(model) ? back(model, 'redo') : nothing(model));

/** An answer that is on its way to the disk can be undone, too. */
export const canUndo = ({ state, pending }: PanelModel): boolean =>
  state?.canUndo === true || pending.length > 0;

/** After a new answer there is nothing to redo, whether or not the host has said so yet. */
export const canRedo = ({ state, pending }: PanelModel): boolean =>
  state?.canRedo === true && pending.length === 0;

function back(model: PanelModel, type: 'undo' | 'redo'): Step {
  const call = model.calls + 1;
  return { model: { ...model, calls: call }, message: { type, call } };
}

const answered = (model: PanelModel, question: Question, label: string): PanelModel => ({
  ...model,
  calls: model.calls + 1,
  pending: [...model.pending, { call: model.calls + 1, question, label }],
});

/** Paints the question that was chosen with this answer, or waits for it. */
function moveOn(model: PanelModel, answer: string): PanelModel {
  // A class may be named like something that every object has, such as "constructor".
  const known = Object.hasOwn(model.next, answer) ? model.next[answer] : undefined;
  const shown = known ?? null;
  return { ...model, next: {}, shown, waiting: known === undefined };
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
    pending: [],
    stalled: model.calls,
  };
}
