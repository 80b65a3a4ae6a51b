import type { FitContext, Model, Probabilities } from '../types.ts';
import { viewsOf } from '../views.ts';
import { Adam, type AdamOptions } from './adam.ts';
import { designNetwork, type NetworkDesign } from './design.ts';
import { gradientGraph } from './graphs.ts';
import type { Instances, ReadRows } from './instances.ts';
import { Measuring } from './measuring.ts';
import { initialParameters, type Parameters } from './parameters.ts';
import { NetworkPredictor } from './predict.ts';
import { train } from './training.ts';
import type { Layer, Shape } from './types.ts';

/** A network to be trained, apart from the data. */
export interface NetworkRecipe {
  /** All but the last, which has one output per class. */
  readonly layers: readonly Layer[];
  /** Of one instance: `[columns]` or `[channels, height, width]`. */
  readonly input: Shape;
  readonly read: ReadRows;
  readonly optimizer: AdamOptions;
  /** Passes over the training rows. */
  readonly epochs: number;
  /** Steps to take at least, whatever the epochs come to. */
  readonly minimumSteps: number;
  /** Training rows of one step; the last of an epoch may have fewer. */
  readonly batchSize: number;
  /** A network of the same design to go on from, in place; absent to begin afresh. */
  readonly from?: Pick<FittedNetwork, 'parameters' | 'optimizer'>;
}

/** The rows to learn from; labels are 0 to `classes` − 1, and each occurs. */
export interface NetworkData {
  /** Rows of the matrix, which all can be predicted. */
  readonly rows: number;
  readonly trainingRows: Int32Array;
  readonly labels: Int32Array;
  readonly classes: number;
}

/** A trained network. Graphs for predicting and measuring are compiled when first needed. */
export type FittedNetwork = Pick<Model, 'view'> & {
  predict(rows: Int32Array): Promise<Probabilities>;
  readonly design: NetworkDesign;
  readonly parameters: Parameters;
  readonly optimizer: Adam;
};

/** @throws CancelledError between batches; HumanError when memory does not suffice. */
export async function fitNetwork(
  recipe: NetworkRecipe,
  data: NetworkData,
  context: FitContext,
): Promise<FittedNetwork> {
  const { rng, signal, machine, report } = context;
  const design = designNetwork(recipe.input, recipe.layers, data.classes);
  const parameters = recipe.from?.parameters ?? initialParameters(design, rng.fork('weights'));
  const optimizer = recipe.from?.optimizer ?? new Adam(parameters, recipe.optimizer, machine.moveWeights);
  const instances: Instances = {
    shape: recipe.input,
    count: data.labels.length,
    values: recipe.read(data.trainingRows),
    labels: data.labels,
    classes: data.classes,
  };
  const { weightDecay } = recipe.optimizer;
  const measuring = new Measuring({ design, parameters, instances, weightDecay }, data.trainingRows, context);
  const epochs = epochsOf(recipe, instances.count);
  const program = await machine.graphs.compile(gradientGraph(design, true));
  const trainee = { design, parameters, optimizer, program };
  const done = await train(trainee, instances, {
    epochs,
    batchSize: recipe.batchSize,
    rng,
    signal,
    report,
    now: machine.now,
    beforeEpoch: (epoch) => measuring.beforeEpoch(epoch, epochs),
  });
  if (done < epochs) machine.say(divergence(done, epochs, recipe.optimizer.learningRate));
  const predictor = new NetworkPredictor(design, parameters, recipe.read, machine, signal);
  const embed = (rows: Int32Array) => predictor.embed(rows);
  return {
    design,
    parameters,
    optimizer,
    predict: (rows) => predictor.predict(rows),
    view: viewsOf({
      lastLayer: { embed },
      network: {
        measured: measuring.measured,
        measure: (measurement) => measuring.measure(measurement),
        embed,
      },
    }),
  };
}

const epochsOf = ({ epochs, minimumSteps, batchSize }: NetworkRecipe, count: number): number =>
  Math.max(epochs, Math.ceil(minimumSteps / Math.ceil(count / batchSize)));

const divergence = (done: number, epochs: number, learningRate: number): string =>
  `Training diverged in epoch ${done + 1} of ${epochs}, and the weights before it were kept: lower the model's option learningRate, which is ${learningRate}.`;
