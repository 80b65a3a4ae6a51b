import { checkCancelled, neverCancelled } from '../cancel.ts';
import type { LearnerParts } from './parts.ts';
import type { RoundRequest } from './types.ts';
import { findModel } from '../models/index.ts';
import { createRng, type Rng } from '../rng.ts';
import type { CancelSignal, EpochReport, Model, Strategy, TrainingSet } from '../types.ts';

/** Who may stop a round, and who hears how far it is. */
export interface Watch {
  readonly signal: CancelSignal;
  readonly report: ((report: EpochReport) => void) | undefined;
}

/** Nobody stops it, and nobody asks how far it is. */
export const unwatched: Watch = { signal: neverCancelled, report: undefined };

/** Depends on nothing but the request: the stream is numbered by the seed and the labels so far. */
export const roundRng = ({ seed, round }: RoundRequest): Rng => createRng(seed).fork('round', round);

export const trainingOf = (
  { features, classNames }: LearnerParts,
  { labeledRows, labels }: RoundRequest,
): TrainingSet => ({ features, rows: labeledRows, labels, classCount: classNames.length });

/**
 * Trains the model of a round and measures what its strategy wants measured.
 * @throws CancelledError when the signal is raised.
 */
export async function fitModel(
  parts: LearnerParts,
  request: RoundRequest,
  strategy: Pick<Strategy, 'measures'>,
  { signal, report }: Watch,
): Promise<Model> {
  const { queried, batchSize, strategyOptions, modelOptions } = request;
  const asked = { queried, batchSize, options: strategyOptions };
  const measure = request.count > 0 ? strategy.measures?.(asked) : undefined;
  const context = {
    rng: roundRng(request).fork('fit'),
    machine: parts.machine,
    options: modelOptions,
    signal,
    measure,
    report,
  };
  const model = await findModel(request.model).fit(trainingOf(parts, request), context);
  checkCancelled(signal);
  return model;
}
