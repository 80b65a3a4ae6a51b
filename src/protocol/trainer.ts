import * as v from 'valibot';
import { float32Array, float64Array, int32Array } from './arrays.ts';
import type { Contract } from './contract.ts';

/** Raised with every change of a shape below; host and trainer of different numbers refuse each other. */
export const trainerProtocol = 2;

/** Values by the names of a model's or a strategy's options. */
const options = v.record(v.string(), v.union([v.number(), v.boolean(), v.string()]));
const dataset = v.pipe(v.number(), v.integer());
const sourceKind = v.picklist(['table', 'images', 'text']);
const row = v.pipe(v.number(), v.integer(), v.minValue(0));

/** How a row is shown; the `path` of an image is absolute, its size in pixels. */
const sampleSchema = v.variant('kind', [
  v.object({ kind: v.literal('text'), text: v.string(), truncated: v.boolean() }),
  v.object({ kind: v.literal('image'), path: v.string(), width: v.number(), height: v.number() }),
  v.object({
    kind: v.literal('row'),
    fields: v.array(v.object({ name: v.string(), value: v.nullable(v.string()) })),
  }),
  v.object({ kind: v.literal('unreadable'), path: v.string(), reason: v.string() }),
]);

/** Why a row is asked; LAL adds how much it expects the error to fall, and from which figures. */
const reason = v.object({
  text: v.string(),
  predictedErrorReduction: v.exactOptional(v.number()),
  features: v.exactOptional(v.record(v.string(), v.number())),
});

const namePairs = v.array(v.tuple([v.string(), v.string()]));

/** What the host learns of a dataset; the data itself stays in the trainer. */
export const openedSchema = v.object({
  name: v.string(),
  kind: sourceKind,
  /** One id per row, in row order. */
  ids: v.array(v.string()),
  classes: v.array(v.string()),
  /** Class of each row that already counts as labeled (`"labels": "existing"`), else −1. */
  existingLabels: int32Array,
  /** Rows whose class the data knows, `"oracle"` included; which class is never told. */
  known: v.number(),
  columns: v.number(),
  /** Sentences about what was tolerated while reading: infinities, unreadable files, … */
  notices: v.array(v.string()),
  /** What the journal's entries of an earlier version call samples and classes, and their present names. */
  former: v.object({ ids: namePairs, classes: namePairs }),
});

/**
 * What a round learns from, as the engine's `RoundRequest` (src/engine/learner/types.ts), which gives meanings and ranges:
 * rows and classes by their numbers, a label beside each labeled row.
 */
export const roundRequestSchema = v.object({
  seed: v.number(),
  round: v.number(),
  model: v.string(),
  modelOptions: options,
  strategy: v.string(),
  strategyOptions: options,
  labeledRows: int32Array,
  labels: int32Array,
  queried: int32Array,
  batchSize: v.number(),
  candidates: int32Array,
  count: v.number(),
  testRows: int32Array,
  testLabels: int32Array,
  metric: v.string(),
  positiveClass: v.number(),
  classNames: v.exactOptional(v.array(v.string())),
  state: v.exactOptional(v.unknown()),
});

/** What a round found, as the engine's `RoundResult`: one score, prediction and reason for each of its rows. */
export const roundResultSchema = v.object({
  rows: int32Array,
  scores: float64Array,
  predicted: int32Array,
  probabilities: float32Array,
  reasons: v.array(reason),
  outOfBagAccuracy: v.nullable(v.number()),
  testValue: v.nullable(v.number()),
  testCorrect: v.number(),
  seconds: v.number(),
  state: v.exactOptional(v.unknown()),
  notices: v.exactOptional(v.array(v.string())),
});

/** What a comparison replays, as the engine's `SimulationRequest`; the classes of the rows are named beside it. */
const simulationSchema = v.object({
  classes: v.array(v.string()),
  strategies: v.array(v.object({ id: v.string(), options })),
  model: v.string(),
  modelOptions: options,
  metric: v.string(),
  positiveClass: v.number(),
  initial: v.number(),
  budget: v.number(),
  batch: v.number(),
  repeats: v.number(),
  seed: v.number(),
  test: v.number(),
});

/** What a comparison found, as the engine's `SimulationReport`. */
const simulationReportSchema = v.object({
  dataset: v.string(),
  rows: v.number(),
  features: v.number(),
  classes: v.array(v.string()),
  model: v.string(),
  metric: v.string(),
  initial: v.number(),
  budget: v.number(),
  batch: v.number(),
  repeats: v.number(),
  seed: v.number(),
  curves: v.array(
    v.object({
      strategy: v.string(),
      labels: v.array(v.number()),
      mean: v.array(v.number()),
      stderr: v.array(v.nullable(v.number())),
      area: v.number(),
      areaStderr: v.nullable(v.number()),
      secondsPerQuery: v.number(),
      versusRandom: v.exactOptional(v.object({ difference: v.number(), stderr: v.nullable(v.number()) })),
    }),
  ),
});

/** A paired difference and its standard error. */
const gain = v.object({ difference: v.number(), stderr: v.number() });

/** Calls the host makes on the training process: parameters and results, checked on both sides. */
export const trainerCalls = {
  hello: {
    params: v.object({ protocol: v.number(), product: v.string() }),
    result: v.object({ protocol: v.number(), product: v.string(), process: v.number() }),
    limitSeconds: 30,
  },
  /**
   * Opens the dataset of a manifest; only its path crosses. The caller gives it a number to name it by in the
   * calls below. `threads` of 0 stands for all cores but one.
   */
  open: {
    params: v.object({ dataset, manifest: v.string(), threads: v.number(), manyClasses: v.boolean() }),
    result: openedSchema,
  },
  /** What is to be asked before `init`: which column of a table holds class names, whether labels are known already. */
  describe: {
    /** Without a `kind`, the likeliest of a folder. */
    params: v.object({ source: v.string(), kind: v.exactOptional(sourceKind) }),
    result: v.object({
      kind: sourceKind,
      /** The kinds of files in a folder among which to choose, the likeliest first; one or none where there is no choice. */
      kinds: v.array(v.object({ kind: sourceKind, files: v.number() })),
      /** The likeliest first. */
      columns: v.array(
        v.object({
          name: v.string(),
          values: v.number(),
          examples: v.pipe(v.array(v.string()), v.readonly()),
        }),
      ),
      /** Folder names or a truth file say the classes. */
      labelsKnown: v.boolean(),
      /** There is a manifest already. */
      exists: v.boolean(),
    }),
  },
  /** Makes a table or a folder a dataset; answers with the path of its manifest and what it takes, in one line. */
  init: {
    params: v.object({
      source: v.string(),
      /** Column with class names; tables only. */
      label: v.nullable(v.string()),
      classes: v.nullable(v.array(v.string())),
      kind: v.exactOptional(sourceKind),
      force: v.boolean(),
    }),
    result: v.object({ manifest: v.string(), summary: v.string() }),
  },
  /** Frees what an open dataset holds and rejects what it was asked. */
  close: { params: v.object({ dataset }), result: v.null() },
  samples: { params: v.object({ dataset, rows: v.array(row) }), result: v.array(sampleSchema) },
  round: { params: v.object({ dataset, request: roundRequestSchema }), result: roundResultSchema },
  /** Trains the model of a request and writes it to a path as an ONNX file; answers with its size. */
  exportModel: {
    params: v.object({ dataset, request: roundRequestSchema, path: v.string() }),
    result: v.object({ bytes: v.number() }),
  },
  /** Trains the model of a request and asks it about every row, as the engine's `RowPredictions`. */
  predict: {
    params: v.object({ dataset, request: roundRequestSchema }),
    result: v.object({ predicted: int32Array, probability: float32Array }),
  },
  /** Learns a strategy from labels, for `lal-warm-start`, and keeps it in the dataset's cache. */
  trainStrategy: {
    params: v.object({ dataset, labeledRows: int32Array, labels: int32Array, seed: v.number() }),
    result: v.object({
      /** Labels it was learned from. */
      labels: v.number(),
      seconds: v.number(),
      /** How much a label lowers the error, on cells that were held out, when each rule picks it. */
      reductions: v.object({ random: v.number(), uncertainty: v.number(), lal: v.number() }),
      versusRandom: gain,
      versusUncertainty: gain,
    }),
  },
  /**
   * Replays labeling under several strategies, beside whatever else is done with the dataset: it is read once more,
   * so that scales come from the pool part of each repeat.
   */
  compare: {
    params: v.object({
      manifest: v.string(),
      threads: v.number(),
      request: simulationSchema,
      /** Class of each row, −1 for none; null for the labels that the data came with. */
      labels: v.nullable(int32Array),
      /** The class that stands for each class of the dataset after renames and merges. */
      standing: v.array(v.number()),
    }),
    result: simulationReportSchema,
  },
} as const;

export type OpenedDataset = v.InferOutput<typeof openedSchema>;
export type SampleContent = v.InferOutput<typeof sampleSchema>;

/** One epoch of training is done. */
export const epochReportSchema = v.object({
  epoch: v.number(),
  epochs: v.number(),
  loss: v.number(),
  accuracy: v.number(),
  seconds: v.number(),
});

/** What the trainer is doing. */
const activitySchema = v.object({
  doing: v.picklist(['opening', 'training', 'reading', 'comparing', 'learning']),
  /** Number of the round while training, that is, of labels it learns from. */
  round: v.nullable(v.number()),
  /** Done share of the work, 0 to 1; null where it cannot be told. */
  fraction: v.nullable(v.number()),
  /** How far a model that is trained in epochs has come; null before its first epoch is done, and for other models. */
  epoch: v.nullable(epochReportSchema),
  /** Since this piece of work began. */
  seconds: v.number(),
});
export type Activity = v.InferOutput<typeof activitySchema>;

/** What is the matter with this machine, whatever is computed on it, as a sentence. */
export const noticeSchema = v.object({ sentence: v.string() });

/** What the trainer says unasked. */
export const trainerEvents = {
  /** At least every second while a call is running: it is alive, and this is what it does. */
  heartbeat: activitySchema,
  /** Each sentence once in the life of the process. */
  notice: noticeSchema,
} as const;

/** How the training process ends when it has to end by itself. */
export const trainerExitCodes = { unforeseen: 1, outOfMemory: 12 } as const;

/** Host → training process: the host `connect`s, the process `serve`s (see channel.ts). */
export const trainerContract = { calls: trainerCalls, events: trainerEvents } as const satisfies Contract;
export type TrainerContract = typeof trainerContract;
