import { UsageError } from '../errors.ts';
import type { ModelKind } from '../types.ts';
import { cnn } from './cnn.ts';
import { forest } from './forest.ts';
import { gaussianProcess } from './gaussianProcess.ts';
import { logistic } from './logistic.ts';
import { mlp } from './mlp.ts';

/** Every kind of model there is. Adding one is a file here and a line below. */
export const models = [forest, logistic, mlp, cnn, gaussianProcess] as const satisfies readonly ModelKind[];

/** @throws UsageError naming the known models when there is none of that id. */
export function findModel(id: string): ModelKind {
  const found = models.find((model) => model.id === id);
  if (found) return found;
  const known = models.map((model) => model.id).join(', ');
  throw new UsageError(`There is no model "${id}". Choose one of: ${known}.`);
}
