import { moveWeights } from '../../../src/engine/network/adam.ts';
import { plainForest } from '../../../src/engine/forest/plain.ts';
import type { Forest } from '../../../src/engine/forest/types.ts';
import { fromRowMajor, type FeatureMatrix } from '../../../src/engine/matrix.ts';
import { createRng } from '../../../src/engine/rng.ts';
import { createOnnxRuntime } from '../../../src/runtime/onnx/onnxRuntime.ts';
import type { Machine } from '../../../src/engine/types.ts';
import type { RoundRequest } from '../../../src/engine/learner/types.ts';
import { readShippedRegressor } from '../../../src/runtime/shippedRegressor.ts';

export interface Blobs {
  readonly features: FeatureMatrix;
  readonly labels: Int32Array;
  readonly classNames: readonly string[];
}

/** Clouds of points, one per class, that touch each other. */
export function blobs(rows: number, classes: number, seed = 1, columns = 4): Blobs {
  const rng = createRng(seed).fork('blobs');
  const labels = Int32Array.from({ length: rows }, () => rng.below(classes));
  const values = Float32Array.from({ length: rows * columns }, (_, index) => {
    const label = labels[Math.floor(index / columns)]!;
    const center = ((label * 7 + (index % columns) * 3) % classes) * 1.5;
    return center + rng.uniform() + rng.uniform() + rng.uniform();
  });
  const classNames = Array.from({ length: classes }, (_, label) => `class ${label}`);
  return { features: asPictures(fromRowMajor(values, rows, columns)), labels, classNames };
}

/** Squares of gray where the columns come to one, so that models of images have something to look at. */
export function asPictures(matrix: FeatureMatrix): FeatureMatrix {
  const side = Math.sqrt(matrix.columns);
  if (!Number.isInteger(side)) return matrix;
  return { ...matrix, picture: { channels: 1, width: side, height: side } };
}

const regressors = new Map<string, Promise<Forest>>();

/** Read once: reading takes as long as a test. */
function shippedRegressor(id: string): Promise<Forest> {
  const known = regressors.get(id) ?? readShippedRegressor(id);
  regressors.set(id, known);
  return known;
}

/** One for all tests of a file, for it keeps the graphs it has compiled. */
const graphs = createOnnxRuntime({ threads: 1, notice: () => undefined });

/** Plain forests, networks on one thread, and a clock that goes on by itself. */
export function plainMachine(): Machine {
  let ticks = 0;
  return {
    forest: plainForest,
    regressor: shippedRegressor,
    graphs,
    moveWeights,
    say: () => undefined,
    now: () => ticks++ / 1000,
  };
}

/** A request over blobs with the first `labeled` rows labeled and the others as candidates. */
export function requestOver(
  { labels }: Blobs,
  labeled: readonly number[],
  over: Partial<RoundRequest> = {},
): RoundRequest {
  return {
    seed: 1,
    round: labeled.length,
    model: 'forest',
    modelOptions: {},
    strategy: 'margin',
    strategyOptions: {},
    queried: new Int32Array(0),
    batchSize: 1,
    count: 3,
    metric: 'accuracy',
    positiveClass: 1,
    labeledRows: Int32Array.from(labeled),
    labels: Int32Array.from(labeled, (row) => labels[row]!),
    candidates: Int32Array.from(labels.keys()).filter((row) => !labeled.includes(row)),
    testRows: new Int32Array(0),
    testLabels: new Int32Array(0),
    ...over,
  };
}

/** The numbers from `start` up to, without, `end`. */
export const range = (start: number, end: number): readonly number[] =>
  Array.from({ length: end - start }, (_, index) => start + index);
