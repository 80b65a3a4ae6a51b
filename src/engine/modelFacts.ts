import { UsageError } from './errors.ts';
import type { ModelKind, OptionTable } from './types.ts';

/** What is said of a model without loading its code: the extension host reads this, and never `models/`. */
export type ModelFacts = Pick<ModelKind, 'id' | 'title' | 'gives' | 'options'>;

export const forestFacts = {
  id: 'forest',
  title: 'Random forest',
  gives: ['forest'],
  options: {
    trees: { type: 'integer', default: 50, min: 1, max: 2000, description: 'Number of trees.' },
    maxFeatures: {
      type: 'integer',
      default: 0,
      min: 0,
      description: 'Features looked at per split; 0 for the square root of their number.',
    },
    maxDepth: {
      type: 'integer',
      default: 0,
      min: 0,
      description: 'Greatest depth of a tree; 0 for no limit.',
    },
    minLeaf: { type: 'integer', default: 1, min: 1, description: 'Fewest draws of the bootstrap in a leaf.' },
  } satisfies OptionTable,
} as const satisfies ModelFacts;

export const logisticFacts = {
  id: 'logistic',
  title: 'Logistic regression',
  gives: ['lastLayer'],
  options: {
    C: {
      type: 'number',
      default: 1,
      min: 1e-6,
      max: 1e6,
      description: 'Inverse strength of the L2 penalty; smaller holds the weights closer to 0.',
    },
    maxIterations: { type: 'integer', default: 100, min: 1, description: 'Greatest number of Newton steps.' },
    tolerance: {
      type: 'number',
      default: 1e-6,
      min: 1e-12,
      max: 1,
      description: 'The fit ends when no component of the gradient is larger, times C where that is above 1.',
    },
  } satisfies OptionTable,
} as const satisfies ModelFacts;

export const gaussianProcessFacts = {
  id: 'gaussian-process',
  title: 'Gaussian process',
  gives: ['gaussianProcess'],
  options: {
    optimize: {
      type: 'boolean',
      default: true,
      description: 'Search for the kernel parameters of greatest evidence.',
    },
    lengthScale: {
      type: 'number',
      default: 0,
      min: 0,
      max: 1e5,
      description:
        'Length scale of the RBF kernel to start from; 0 for the square root of the number of features.',
    },
    variance: {
      type: 'number',
      default: 1,
      min: 1e-5,
      max: 1e5,
      description: 'Variance of the kernel to start from.',
    },
  } satisfies OptionTable,
} as const satisfies ModelFacts;

/** Facts of every model in the registry, in its order. */
export const modelFacts: readonly ModelFacts[] = [forestFacts, logisticFacts, gaussianProcessFacts];

/** @throws UsageError naming the known models, and where the unknown id was found. */
export function findModelFacts(id: string, place?: string): ModelFacts {
  const found = modelFacts.find((facts) => facts.id === id);
  if (found) return found;
  const known = modelFacts.map((facts) => facts.id).join(', ');
  throw new UsageError(
    `${place === undefined ? 'There is no' : `${place} names the`} model "${id}"${place === undefined ? '' : ', which is not known'}. Choose one of: ${known}.`,
  );
}
