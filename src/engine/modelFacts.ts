import { findById } from './registry.ts';
import type { ModelKind, OptionTable } from './types.ts';

/** What is said of a model without loading its code: the extension host reads this, and never `models/`. */
export type ModelFacts = Pick<ModelKind, 'id' | 'title' | 'gives' | 'outOfBag' | 'needsPictures' | 'options'>;

export const forestFacts = {
  id: 'forest',
  title: 'Random forest',
  gives: ['forest'],
  outOfBag: true,
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

/** Options of every network; their defaults are the network's own. */
const networkOptions = (defaults: {
  readonly epochs: number;
  readonly minimumSteps: number;
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly dropout: number;
}) =>
  ({
    epochs: {
      type: 'integer',
      default: defaults.epochs,
      min: 1,
      max: 10_000,
      description: 'Passes over the labels, if these come to minimumSteps.',
    },
    minimumSteps: {
      type: 'integer',
      default: defaults.minimumSteps,
      min: 0,
      max: 1_000_000,
      description: 'Steps to take at least: with few labels there are more epochs.',
    },
    batchSize: { type: 'integer', default: 32, min: 1, max: 4096, description: 'Labels of one step.' },
    learningRate: {
      type: 'number',
      default: defaults.learningRate,
      min: 1e-8,
      max: 1,
      description: 'Size of the steps of Adam.',
    },
    weightDecay: {
      type: 'number',
      default: defaults.weightDecay,
      min: 0,
      max: 1,
      description: 'L2 penalty, added to the gradient times the weights.',
    },
    dropout: {
      type: 'number',
      default: defaults.dropout,
      min: 0,
      max: 0.95,
      description: 'Share of the hidden units left out at each step.',
    },
  }) as const satisfies OptionTable;

export const mlpFacts = {
  id: 'mlp',
  title: 'Neural network (one hidden layer)',
  gives: ['network', 'lastLayer'],
  options: {
    hidden: { type: 'integer', default: 128, min: 1, max: 8192, description: 'Units of the hidden layer.' },
    ...networkOptions({
      epochs: 20,
      minimumSteps: 300,
      learningRate: 1e-3,
      weightDecay: 1e-4,
      dropout: 0,
    }),
  },
} as const satisfies ModelFacts;

export const cnnFacts = {
  id: 'cnn',
  title: 'Convolutional network (images)',
  gives: ['network', 'lastLayer'],
  needsPictures: true,
  options: networkOptions({
    epochs: 10,
    minimumSteps: 300,
    learningRate: 1e-4,
    weightDecay: 5e-4,
    dropout: 0.1,
  }),
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
export const modelFacts: readonly ModelFacts[] = [
  forestFacts,
  logisticFacts,
  mlpFacts,
  cnnFacts,
  gaussianProcessFacts,
];

/** @throws UsageError naming the known models, and where the unknown id was found. */
export const findModelFacts = (id: string, place?: string): ModelFacts =>
  findById(modelFacts, 'model', id, place);
