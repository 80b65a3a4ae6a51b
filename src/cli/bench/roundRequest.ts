import type { RoundRequest } from '../../engine/learner/types.ts';

/** A round on the first labels of a table, all other rows being candidates. */
export function firstRound(
  rows: number,
  labels: Int32Array,
  over: Pick<RoundRequest, 'strategy' | 'count'>,
): RoundRequest {
  const labeledRows = Int32Array.from(labels.keys());
  return {
    seed: 1,
    round: labels.length,
    batchSize: over.count,
    labeledRows,
    labels,
    queried: labeledRows,
    model: 'forest',
    modelOptions: {},
    strategyOptions: {},
    metric: 'accuracy',
    positiveClass: 1,
    candidates: Int32Array.from({ length: rows - labels.length }, (_, index) => labels.length + index),
    testRows: new Int32Array(0),
    testLabels: new Int32Array(0),
    ...over,
  };
}
