import { plainForest } from '../../engine/forest/plain.ts';
import type { Forest, ForestBackend, ForestOptions } from '../../engine/forest/types.ts';
import type { FeatureMatrix } from '../../engine/matrix.ts';
import type { Awaitable, CancelSignal, Probabilities } from '../../engine/types.ts';
import { loadKernel } from '../kernels.ts';
import { ClassifierKernel } from './classifierKernel.ts';
import { PlaneKernel } from './planeKernel.ts';
import { PoolPredictor } from './poolPredictor.ts';
import { fitKernelRegressor } from './regressor.ts';

/**
 * Forests by WebAssembly kernels. What a kernel does not take (more than 4,096 rows or 65,536 classes to classify), and everything
 * where kernels do not run, goes the plain way; the answers are the same.
 */
export class WasmForest implements ForestBackend {
  #plane: PlaneKernel | undefined;
  readonly #classifier: ClassifierKernel | undefined;
  readonly #regressor = loadKernel('regressor');
  readonly #predictor: PoolPredictor | undefined;
  readonly #threads: number;

  /** @param threads for large pools and regressors, including the calling one, which waits for the others. */
  constructor(threads: number) {
    this.#threads = threads;
    const classifier = loadKernel('classifier');
    const bits = loadKernel('bits');
    this.#classifier = classifier && new ClassifierKernel(classifier);
    this.#predictor = bits && new PoolPredictor(bits, threads);
  }

  /** Made on first use: most of what runs never fits a forest on a plane. */
  get plane(): PlaneKernel | undefined {
    const module = loadKernel('plane');
    return (this.#plane ??= module && new PlaneKernel(module));
  }

  fitClassifier(
    columns: Float32Array,
    labels: Int32Array,
    classCount: number,
    options: ForestOptions,
    signal: CancelSignal,
  ): Awaitable<Forest> {
    return this.#classifier && ClassifierKernel.accepts(columns, labels.length, classCount, options)
      ? this.#classifier.fit(columns, labels, classCount, options, signal)
      : plainForest.fitClassifier(columns, labels, classCount, options, signal);
  }

  fitRegressor(
    columns: Float32Array,
    targets: Float64Array,
    options: ForestOptions,
    signal: CancelSignal,
  ): Awaitable<Forest> {
    return this.#regressor
      ? fitKernelRegressor(this.#regressor, columns, targets, options, signal, this.#threads)
      : plainForest.fitRegressor(columns, targets, options, signal);
  }

  predict(forest: Forest, matrix: FeatureMatrix, signal: CancelSignal): Awaitable<Probabilities> {
    return this.#predictor?.predict(forest, matrix, signal) ?? plainForest.predict(forest, matrix, signal);
  }

  predictPerTree(
    forest: Forest,
    matrix: FeatureMatrix,
    rows: Int32Array,
    classIndex: number,
  ): Awaitable<Float32Array> {
    return plainForest.predictPerTree(forest, matrix, rows, classIndex);
  }

  /** Ends the threads. */
  close(): void {
    this.#predictor?.close();
  }
}
