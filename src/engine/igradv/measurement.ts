import type { Measurement } from '../network/view.ts';
import { numberOf } from '../options.ts';
import type { OptionTable, Round } from '../types.ts';

/** Answers to measure before anything is learned from them. */
export const leastMeasured = 8;

/** Options of all four strategies; the defaults are the paper's definitions. */
export const igradvOptions = {
  measured: {
    type: 'integer',
    default: 50,
    min: leastMeasured,
    max: 100_000,
    description:
      'Newest answers that are measured at least; a larger batch is measured whole, as in the paper.',
  },
  epochs: {
    type: 'integer',
    default: 10,
    min: 1,
    max: 1000,
    description: 'Epochs at whose start gradients are measured, evenly spaced; their scores are averaged.',
  },
  deltaSample: {
    type: 'integer',
    default: 0,
    min: 0,
    description:
      'Labels the gradient of all is estimated from; 0 takes all and is exact. LD ranks almost alike with few, DS does not.',
  },
  penalized: {
    type: 'boolean',
    default: false,
    description: 'Counts weight decay as part of the loss when gradients are compared.',
  },
  trainingRows: {
    type: 'choice',
    default: 'last',
    choices: ['last', 'all'],
    description:
      'What the regressor learns from: the answers just measured, or those of earlier rounds as well.',
  },
  features: {
    type: 'choice',
    default: 'inputs',
    choices: ['inputs', 'embedding'],
    description: "What the regressor sees: the samples' own features, or the network's last hidden layer.",
  },
} as const satisfies OptionTable;

/** What is measured: the newest answers. Undefined while there are too few. */
export function measurementOf({
  queried,
  batchSize,
  options,
}: Pick<Round, 'queried' | 'batchSize' | 'options'>): Measurement | undefined {
  if (queried.length < leastMeasured) return undefined;
  const option = numberOf(igradvOptions, options);
  return {
    rows: queried.slice(-Math.max(batchSize, option('measured'))),
    epochs: option('epochs'),
    deltaSample: option('deltaSample'),
    penalized: options['penalized'] === true,
  };
}
