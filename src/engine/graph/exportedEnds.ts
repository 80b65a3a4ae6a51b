import { floats } from './builder.ts';
import type { GraphValue } from './types.ts';

/** Input and outputs of every exported model; `label` is the place of the likeliest class in `classes`. */
export const exportedEnds = { features: 'features', probabilities: 'probabilities', label: 'label' } as const;

/** What goes into a model of tables and texts, in words; a sentence without its end. */
export const rowOfFeatures =
  'One row of features per sample, in the order of the metadata "features", made as "preprocessing" says';

export const exportedOutputs = (classes: number): readonly GraphValue[] => [
  floats(exportedEnds.probabilities, 'N', classes),
  { name: exportedEnds.label, type: 'int64', dims: ['N'] },
];
