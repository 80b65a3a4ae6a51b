import { neverCancelled } from '../../../src/engine/cancel.ts';
import type { FeatureMatrix } from '../../../src/engine/matrix.ts';
import { uninformedModel } from '../../../src/engine/models/uninformed.ts';
import { createRng } from '../../../src/engine/rng.ts';
import type { Model, Options, Probabilities, Round } from '../../../src/engine/types.ts';
import { plainMachine, range } from '../engine/blobs.ts';

export interface RoundParts {
  readonly labeled?: readonly number[];
  /** Class of each labeled row. */
  readonly labels?: readonly number[];
  readonly classes?: number;
  readonly model?: Model;
  readonly probabilities?: Probabilities;
  readonly options?: Options;
  readonly seed?: number;
}

/** A round over a matrix: some rows are labeled, all others are candidates. */
export function roundOver(features: FeatureMatrix, parts: RoundParts = {}): Round {
  const { labeled = [], classes = 2, options = {}, seed = 1 } = parts;
  const labels = parts.labels ?? labeled.map((_, index) => index % classes);
  const model = parts.model ?? uninformedModel(features.rows, classes);
  const probabilities = parts.probabilities;
  return {
    training: {
      features,
      rows: Int32Array.from(labeled),
      labels: Int32Array.from(labels),
      classCount: classes,
    },
    candidates: Int32Array.from(range(0, features.rows).filter((row) => !labeled.includes(row))),
    queried: Int32Array.from(labeled),
    batchSize: 1,
    classNames: range(0, classes).map((label) => `class ${label}`),
    model,
    machine: plainMachine(),
    probabilities: () => probabilities ?? model.predictAll(),
    rng: createRng(seed).fork('score'),
    signal: neverCancelled,
    options,
  };
}
