import { findById } from '../registry.ts';
import type { ModelKind } from '../types.ts';
import { cnn } from './cnn.ts';
import { forest } from './forest.ts';
import { gaussianProcess } from './gaussianProcess.ts';
import { logistic } from './logistic.ts';
import { mlp } from './mlp.ts';

/** Every kind of model there is. Adding one is a file here and a line below. */
export const models = [forest, logistic, mlp, cnn, gaussianProcess] as const satisfies readonly ModelKind[];

/** @throws UsageError naming the known models when there is none of that id. */
export const findModel = (id: string): ModelKind => findById<ModelKind>(models, 'model', id);
