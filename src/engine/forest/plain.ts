import { fitClassificationForest } from './classificationForest.ts';
import { predictByDescent, predictPerTreeByDescent } from './descent.ts';
import { fitPlainRegressor } from './plainRegressor.ts';
import type { ForestBackend } from './types.ts';

/** Forests in plain TypeScript: what runs where WebAssembly does not, and the oracle the kernels are tested by. */
export const plainForest: ForestBackend = {
  fitClassifier: fitClassificationForest,
  fitRegressor: fitPlainRegressor,
  predict: predictByDescent,
  predictPerTree: predictPerTreeByDescent,
};
