import { checkCancelled } from '../cancel.ts';
import { exportNetwork, type NetworkInput } from '../network/exportNetwork.ts';
import { fitNetwork, type FittedNetwork, type NetworkRecipe } from '../network/fitNetwork.ts';
import type { FitContext, Model, Probabilities, TrainingSet } from '../types.ts';
import { compactClasses, expandClasses } from './presentClasses.ts';

type TrainingOption = 'learningRate' | 'weightDecay' | 'epochs' | 'minimumSteps' | 'batchSize';

/** What every kind of network reads of its options about training. */
export const trainingBy = (option: (name: TrainingOption) => number) => ({
  optimizer: { learningRate: option('learningRate'), weightDecay: option('weightDecay') },
  epochs: option('epochs'),
  minimumSteps: option('minimumSteps'),
  batchSize: option('batchSize'),
});

/** Fits a network to the classes that occur among the labels, as every model does. */
export async function fitNetworkModel(
  { features, rows, labels: given, classCount }: TrainingSet,
  recipe: NetworkRecipe,
  input: NetworkInput,
  context: FitContext,
): Promise<Model> {
  checkCancelled(context.signal);
  const { present, labels } = compactClasses(given);
  const expand = (predicted: Probabilities): Probabilities => expandClasses(predicted, present, classCount);
  if (present.length === 1) return createCertainModel(features.rows, expand);
  const data = { rows: features.rows, trainingRows: rows, labels, classes: present.length };
  return createModel(await fitNetwork(recipe, data, context), features.rows, input, expand);
}

type Expand = (predicted: Probabilities) => Probabilities;

function createModel(network: FittedNetwork, rows: number, input: NetworkInput, expand: Expand): Model {
  let predicted: Promise<Probabilities> | undefined;
  const predictRows = async (asked: Int32Array): Promise<Probabilities> =>
    expand(await network.predict(asked));
  return {
    predictAll: () => (predicted ??= predictRows(Int32Array.from({ length: rows }, (_, row) => row))),
    predictRows,
    toGraph: (metadata) => exportNetwork(network.design, network.parameters, input, metadata),
    outOfBagAccuracy: null,
    view: network.view,
  };
}

/** One class has been labeled, so there is nothing to learn. */
function createCertainModel(rows: number, expand: Expand): Model {
  const predict = (count: number): Probabilities =>
    expand({ rows: count, classes: 1, data: new Float32Array(count).fill(1) });
  return {
    predictAll: () => predict(rows),
    predictRows: (asked) => predict(asked.length),
    outOfBagAccuracy: null,
    view: () => undefined,
  };
}
