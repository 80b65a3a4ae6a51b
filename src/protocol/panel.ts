import * as v from 'valibot';

/** An image; its `source` is a webview URI. */
const imageSampleSchema = v.object({
  kind: v.literal('image'),
  source: v.string(),
  width: v.number(),
  height: v.number(),
});
export type ImageSample = v.InferOutput<typeof imageSampleSchema>;

/** A sample as the panel shows it. */
const shownSampleSchema = v.variant('kind', [
  v.object({ kind: v.literal('text'), text: v.string(), truncated: v.boolean() }),
  imageSampleSchema,
  v.object({
    kind: v.literal('row'),
    fields: v.array(
      v.object({
        name: v.string(),
        value: v.nullable(v.string()),
        /** The value is longer than what is shown. */
        truncated: v.exactOptional(v.boolean()),
      }),
    ),
  }),
  v.object({ kind: v.literal('unreadable'), path: v.string(), reason: v.string() }),
]);
export type ShownSample = v.InferOutput<typeof shownSampleSchema>;

/** One question: a sample, and what the model thinks of it. */
const questionSchema = v.object({
  id: v.string(),
  sample: shownSampleSchema,
  /** `test` questions are drawn at random to measure honestly; they carry no suggestion. */
  purpose: v.picklist(['train', 'test']),
  suggestion: v.nullable(v.object({ label: v.string(), probability: v.number() })),
  /** Why this sample, in one sentence; empty when there is nothing to say. */
  why: v.string(),
  /** Its place among the samples chosen at once, from 1; null where samples are chosen one by one. */
  batch: v.nullable(v.object({ place: v.number(), size: v.number() })),
  /** The label it has already, when a person came back to it. */
  label: v.nullable(v.string()),
  flagged: v.boolean(),
  /** What somebody wrote about it; empty for nothing. */
  note: v.string(),
});
export type Question = v.InferOutput<typeof questionSchema>;

const panelClassSchema = v.object({
  name: v.string(),
  /** The key that gives this label, or null when the keys ran out. */
  key: v.nullable(v.string()),
  guideline: v.string(),
  count: v.number(),
});
export type PanelClass = v.InferOutput<typeof panelClassSchema>;

/** What the panel may offer to do about its message. */
const offeredActions = [
  'openManifest',
  'readAgain',
  'restartTrainer',
  'showTrainerLog',
  'exportLabels',
  'showLearningCurve',
] as const;
export type OfferedAction = (typeof offeredActions)[number];

/**
 * Everything the panel shows, in one message: sent on `ready`, on becoming visible and after every change.
 * The panel keeps nothing else but what it needs to paint the next question before the host answers.
 */
export const panelStateSchema = v.object({
  type: v.literal('state'),
  /** Rises with every change; a state older than the one shown is not applied. */
  revision: v.number(),
  /**
   * Number of the panel's last call that `question` takes into account. While the panel has sent later calls,
   * it keeps the question it painted itself and takes only the figures from a state.
   */
  taken: v.number(),
  /** Number of the panel's last call that is done: its label is on disk, or it failed. */
  answered: v.number(),
  dataset: v.string(),
  classes: v.array(panelClassSchema),
  question: v.nullable(questionSchema),
  /**
   * The next question for each possible answer to this one, chosen with that answer: class name → question,
   * and `skip` under the empty string. Absent where it is not yet known, and the panel waits for it.
   */
  next: v.record(v.string(), v.nullable(questionSchema)),
  /** Images that are likely to be shown soon, to load ahead. */
  soon: v.array(imageSampleSchema),
  progress: v.object({ labeled: v.number(), skipped: v.number(), total: v.number() }),
  /** `0.91 (0.85–0.95) on 31 held-out samples`, or the like; empty without a point. */
  score: v.string(),
  strategy: v.string(),
  model: v.string(),
  training: v.boolean(),
  canUndo: v.boolean(),
  canRedo: v.boolean(),
  suggestions: v.boolean(),
  autoAdvance: v.boolean(),
  /** Why there is no question, what went wrong or has changed, as a sentence with what to do next. */
  message: v.string(),
  /** True when `message` is an error (a label could not be saved). */
  failed: v.boolean(),
  /** What can be done about it from here. */
  actions: v.array(v.picklist(offeredActions)),
});
export type PanelState = v.InferOutput<typeof panelStateSchema>;

const curvePointSchema = v.object({
  labels: v.number(),
  value: v.number(),
  low: v.nullable(v.number()),
  high: v.nullable(v.number()),
  estimate: v.picklist(['held-out', 'out-of-bag']),
});
/** A learning curve as its chart shows it. */
const curveStateSchema = v.object({
  type: v.literal('curve'),
  dataset: v.string(),
  metric: v.string(),
  strategy: v.string(),
  /** What the points allow to say. */
  reading: v.string(),
  points: v.array(curvePointSchema),
});
export type CurveState = v.InferOutput<typeof curveStateSchema>;

const figure = v.object({ value: v.number(), error: v.nullable(v.number()) });
/** Strategies compared, as their chart shows it. */
const comparisonStateSchema = v.object({
  type: v.literal('comparison'),
  dataset: v.string(),
  /** What was simulated, in one line. */
  setting: v.string(),
  metric: v.string(),
  /** What the figures allow to say. */
  reading: v.string(),
  /** Whose labels were replayed, and what that means for the reading. */
  source: v.string(),
  curves: v.array(
    v.object({
      title: v.string(),
      /** The baseline every other strategy has to beat. */
      random: v.boolean(),
      labels: v.array(v.number()),
      /** Mean over the repeats, and one standard error of it where there are several. */
      points: v.array(figure),
      area: figure,
      versusRandom: v.nullable(figure),
      secondsPerQuery: v.number(),
    }),
  ),
});
export type ComparisonState = v.InferOutput<typeof comparisonStateSchema>;

/** What the host tells the panel. */
export const toPanelSchema = v.variant('type', [
  panelStateSchema,
  curveStateSchema,
  comparisonStateSchema,
  /** Localized sentences by their English text, once, before the first state. */
  v.object({ type: v.literal('strings'), strings: v.record(v.string(), v.string()) }),
]);
export type ToPanel = v.InferOutput<typeof toPanelSchema>;

const call = v.pipe(v.number(), v.integer(), v.minValue(1));
const at = { call, id: v.string() };
/** Id of the sample the panel has painted with its answer, which stays on screen; null while it waits for one. */
const painted = v.nullable(v.string());

/** What the panel may ask of the host. Every answer names the question it is for. */
export const fromPanelSchema = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('label'), ...at, label: v.string(), milliseconds: v.number(), painted }),
  v.object({ type: v.literal('skip'), ...at, painted }),
  v.object({ type: v.literal('flag'), ...at, on: v.boolean() }),
  /** Goes on to the next question where `autoAdvance` is off. */
  v.object({ type: v.literal('advance'), ...at }),
  v.object({ type: v.literal('undo'), call }),
  v.object({ type: v.literal('redo'), call }),
  /** Opens the sample's file, or shows the row, in an editor. */
  v.object({ type: v.literal('reveal'), id: v.string() }),
  v.object({ type: v.literal('action'), action: v.picklist(offeredActions) }),
  /** Asks the person for the note on a sample. */
  v.object({ type: v.literal('note'), id: v.string() }),
]);
export type FromPanel = v.InferOutput<typeof fromPanelSchema>;
