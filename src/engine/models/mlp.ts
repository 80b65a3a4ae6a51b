import { mlpFacts } from '../modelFacts.ts';
import { numberOf } from '../options.ts';
import type { ModelKind } from '../types.ts';
import { centeredRows, centeringInput, centeringOf } from './mlp/centering.ts';
import { fitNetworkModel, trainingBy } from './networkModel.ts';

/** A network with one hidden layer, for tables and texts; trained afresh each round. */
export const mlp: ModelKind = {
  ...mlpFacts,
  fit(training, context) {
    const option = numberOf(mlpFacts.options, context.options);
    const { features } = training;
    const centering = centeringOf(features);
    return fitNetworkModel(
      training,
      {
        layers: [
          { kind: 'dense', units: option('hidden') },
          { kind: 'relu' },
          ...(option('dropout') > 0 ? [{ kind: 'dropout', probability: option('dropout') } as const] : []),
        ],
        input: [features.columns],
        read: centeredRows(features, centering),
        ...trainingBy(option),
      },
      centeringInput(centering),
      context,
    );
  },
};
