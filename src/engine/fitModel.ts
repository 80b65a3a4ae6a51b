import { checkCancelled } from './cancel.ts';
import type { LearnerParts } from './localLearner.ts';
import { findModel } from './models/index.ts';
import { createRng, type Rng } from './rng.ts';
import type { CancelSignal, FitContext, Model, RoundRequest, TrainingSet } from './types.ts';

export type FitReport = NonNullable<FitContext['report']>;

/** Depends on nothing but the request: the stream is numbered by the seed and the labels so far. */
export const roundRng = ({ seed, round }: RoundRequest): Rng => createRng(seed).fork('round', round);

export const trainingOf = (
  { features, classNames }: LearnerParts,
  { labeledRows, labels }: RoundRequest,
): TrainingSet => ({ features, rows: labeledRows, labels, classCount: classNames.length });

/** Trains the model of a round. @throws CancelledError when the signal is raised. */
export async function fitModel(
  parts: LearnerParts,
  request: RoundRequest,
  measure: FitContext['measure'],
  signal: CancelSignal,
  report: FitReport | undefined,
): Promise<Model> {
  const { machine } = parts;
  const context = {
    ...{ rng: roundRng(request).fork('fit'), signal, options: request.modelOptions, machine },
    ...{ measure, report },
  };
  const model = await findModel(request.model).fit(trainingOf(parts, request), context);
  checkCancelled(signal);
  return model;
}
