import type { FeatureMatrix } from '../../../engine/matrix.ts';
import { createRng } from '../../../engine/rng.ts';
import type { RoundRequest } from '../../../engine/learner/types.ts';
import { everyPlace } from './pictures.ts';

/** A round that learns from the first rows, of which the newest were asked, and ranks all others. */
export function requestOf(features: FeatureMatrix, labeled: number, asked: number): RoundRequest {
  const rng = createRng('bench').fork('classes');
  return {
    seed: 1,
    round: labeled,
    model: 'mlp',
    modelOptions: {},
    strategy: 'random',
    strategyOptions: {},
    labeledRows: everyPlace(labeled),
    labels: everyPlace(labeled).map(() => rng.below(10)),
    queried: everyPlace(labeled).slice(-asked),
    candidates: everyPlace(features.rows).slice(labeled),
    batchSize: asked,
    count: asked,
    metric: 'accuracy',
    positiveClass: 1,
    testRows: new Int32Array(0),
    testLabels: new Int32Array(0),
  };
}

export const classNames = Array.from({ length: 10 }, (_, label) => String(label));
