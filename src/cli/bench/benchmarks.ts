import { albe, quireSetup } from './albe.ts';
import { badge } from './badge.ts';
import { fitForest100, fitForest1000 } from './fitForest.ts';
import { fitGaussianProcess } from './fitGaussianProcess.ts';
import { fitRegressor } from './fitRegressor.ts';
import { collectLal, warmStartLal } from './lalTraining.ts';
import { lalQueries } from './lalQuery.ts';
import { neuralBenchmarks } from './neural/index.ts';
import { openCsv } from './openCsv.ts';
import { openJsonLines } from './openJsonLines.ts';
import { predictForest100, predictForest1000 } from './predictForest.ts';
import { typiclust } from './typiclust.ts';
import type { Benchmark } from './types.ts';

/** Every benchmark, in the order they run. */
export const benchmarks = [
  fitForest100,
  fitForest1000,
  predictForest100,
  predictForest1000,
  fitRegressor,
  fitGaussianProcess,
  typiclust,
  badge,
  quireSetup,
  albe,
  ...lalQueries,
  collectLal,
  warmStartLal,
  openCsv,
  openJsonLines,
  ...neuralBenchmarks,
] as const satisfies readonly Benchmark[];
