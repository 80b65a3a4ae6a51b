import * as v from 'valibot';
import {
  epochReportSchema,
  noticeSchema,
  openedSchema,
  roundRequestSchema,
  roundResultSchema,
  trainerCalls,
} from '../protocol/trainer.ts';
import { int32Array } from '../protocol/arrays.ts';
import { featureViews } from '../engine/featureView.ts';
import type { Contract } from '../protocol/contract.ts';
import type { SharedMatrix } from '../runtime/sharedMatrix.ts';

/** Only posted between threads of one build: the runtime that made it opens it again. */
const matrixSchema = v.custom<SharedMatrix>(
  (value) => v.is(v.object({ rows: v.number(), columns: v.number() }), value),
  'Expected a matrix on shared memory',
);

/** The share of the call at hand that is done, 0 to 1. */
const progressSchema = v.object({ fraction: v.number() });

/** The numbers of a dataset that some models learn from, shared between threads. */
const encodedSchema = v.object({
  view: v.picklist(featureViews),
  features: matrixSchema,
  /** Names of the matrix columns. */
  featureNames: v.array(v.string()),
  /** How they are made, as JSON. */
  preprocessing: v.string(),
});

/** Main thread → a thread that reads data: that of one dataset, or one for a single question. */
export const datasetContract = {
  calls: {
    describe: trainerCalls.describe,
    init: trainerCalls.init,
    open: {
      params: v.omit(trainerCalls.open.params, ['dataset']),
      result: v.object({ opened: openedSchema, encoded: encodedSchema }),
    },
    /** The numbers of the open dataset in another view. */
    encode: { params: v.object({ view: v.picklist(featureViews) }), result: encodedSchema },
    samples: {
      params: v.omit(trainerCalls.samples.params, ['dataset']),
      result: trainerCalls.samples.result,
    },
  },
  events: {
    progress: progressSchema,
    notice: noticeSchema,
  },
} as const satisfies Contract;
export type DatasetContract = typeof datasetContract;

/** Main thread → a thread that replays labeling and ends with its result. */
export const comparisonContract = {
  calls: { compare: trainerCalls.compare },
  events: {
    progress: progressSchema,
    notice: noticeSchema,
  },
} as const satisfies Contract;
export type ComparisonContract = typeof comparisonContract;

/** Main thread → the thread that fits and ranks. Rounds run one after the other, in the order they are asked. */
export const roundContract = {
  calls: {
    /** Names the features that rounds with a model of this view learn from; they are shared, not copied. */
    adopt: {
      params: v.object({
        ...encodedSchema.entries,
        classNames: v.array(v.string()),
        threads: v.number(),
        /** The dataset's, where a strategy learned on it lies. */
        folder: v.string(),
      }),
      result: v.null(),
    },
    round: {
      params: v.object({ request: roundRequestSchema, cancelFlag: int32Array }),
      result: roundResultSchema,
    },
    exportModel: {
      params: v.object({ request: roundRequestSchema, path: v.string(), cancelFlag: int32Array }),
      result: trainerCalls.exportModel.result,
    },
    predict: {
      params: v.object({ request: roundRequestSchema, cancelFlag: int32Array }),
      result: trainerCalls.predict.result,
    },
  },
  events: {
    /** Of the round that runs: the oldest that was asked. */
    epoch: epochReportSchema,
    notice: noticeSchema,
  },
} as const satisfies Contract;
export type RoundContract = typeof roundContract;

/** Main thread → a thread that learns a strategy and ends. */
export const strategyContract = {
  calls: {
    learn: {
      params: v.object({
        features: matrixSchema,
        classCount: v.number(),
        threads: v.number(),
        folder: v.string(),
        ...v.omit(trainerCalls.trainStrategy.params, ['dataset']).entries,
      }),
      result: trainerCalls.trainStrategy.result,
    },
  },
  events: {
    progress: progressSchema,
  },
} as const satisfies Contract;
