import { checkCancelled } from '../cancel.ts';
import type { Program, Tensors } from '../graph/types.ts';
import { shuffled } from '../math/shuffle.ts';
import { likeliest } from '../math/topTwo.ts';
import type { Rng } from '../rng.ts';
import type { CancelSignal, EpochReport } from '../types.ts';
import type { Adam } from './adam.ts';
import type { NetworkDesign } from './design.ts';
import { ends, gradientOf } from './graphs.ts';
import { batchOf, piecesOf, type Instances } from './instances.ts';
import { allFinite, copyOf, restore, tensorsNamed, zerosLike, type Parameters } from './parameters.ts';
import { maskOf } from './plainLayers.ts';

export interface TrainingPlan {
  readonly epochs: number;
  /** Instances of one step. */
  readonly batchSize: number;
  readonly rng: Rng;
  readonly signal: CancelSignal;
  /** A clock in seconds. */
  readonly now: () => number;
  /** Called before each epoch; the weights are those it starts from. */
  readonly beforeEpoch?: (epoch: number) => Promise<void>;
  /** Hears of every epoch that is done with a finite loss. */
  readonly report: ((report: EpochReport) => void) | undefined;
}

/** What is trained, in place. */
export interface Trainee {
  readonly design: NetworkDesign;
  readonly parameters: Parameters;
  readonly optimizer: Adam;
  /** The compiled {@link gradientGraph} for training. */
  readonly program: Program;
}

/**
 * Mini-batches in an order drawn anew for each epoch, cross-entropy averaged over the batch. When the loss is no longer
 * finite, training ends, and the weights are the last ones from which an epoch began with a finite loss.
 * @returns the epochs done; fewer than planned only when the loss diverged.
 * @throws CancelledError between batches.
 */
export async function train(trainee: Trainee, data: Instances, plan: TrainingPlan): Promise<number> {
  const started = plan.now();
  const gradients = zerosLike(trainee.parameters);
  let sound = copyOf(trainee.parameters);
  let before = copyOf(trainee.parameters);
  for (let epoch = 0; epoch < plan.epochs; epoch++) {
    await plan.beforeEpoch?.(epoch);
    restore(before, trainee.parameters);
    const { loss, correct, steps } = await trainEpoch(trainee, data, plan, epoch, gradients);
    // Weights whose first loss is not finite are those of a step too far.
    if (steps > 0) [sound, before] = [before, sound];
    if (!Number.isFinite(loss) || !allFinite(trainee.parameters)) {
      restore(trainee.parameters, sound);
      return epoch;
    }
    plan.report?.({
      epoch: epoch + 1,
      epochs: plan.epochs,
      loss: loss / data.count,
      accuracy: correct / data.count,
      seconds: plan.now() - started,
    });
  }
  return plan.epochs;
}

async function trainEpoch(
  { design, parameters, optimizer, program }: Trainee,
  data: Instances,
  { batchSize, rng, signal }: TrainingPlan,
  epoch: number,
  gradients: Parameters,
): Promise<{ loss: number; correct: number; steps: number }> {
  const order = shuffled(data.count, rng.fork('order', epoch));
  const draws = rng.fork('dropout', epoch);
  const outputs = tensorsNamed(gradients, gradientOf);
  const weights = tensorsNamed(parameters, (name) => name);
  let loss = 0;
  let correct = 0;
  let steps = 0;
  for (const places of piecesOf(order, batchSize)) {
    checkCancelled(signal);
    const scale = { dims: [1], data: Float32Array.of(1 / places.length) };
    const masks = dropoutMasks(design, places.length, draws);
    const feeds = { ...weights, ...batchOf(data, places), ...masks, scale };
    const results = await program.run(feeds, outputs);
    const batchLoss = results[ends.loss]!.data[0]!;
    loss += batchLoss;
    // A step with what is not a number would spoil every weight.
    if (!Number.isFinite(batchLoss)) break;
    correct += countRight(results[ends.probabilities]!.data, data, places);
    optimizer.step(parameters, gradients);
    steps++;
  }
  return { loss, correct, steps };
}

/** 0 with the layer's probability, else 1 / (1 − probability), for every value of the batch. */
function dropoutMasks({ places }: NetworkDesign, size: number, draws: Rng): Tensors {
  const masks: Record<string, Tensors[string]> = {};
  for (const { layer, name, output } of places) {
    if (layer.kind !== 'dropout') continue;
    const kept = 1 / (1 - layer.probability);
    const length = output.reduce((product, dim) => product * dim, size);
    const data = new Float32Array(length);
    for (let index = 0; index < length; index++) data[index] = draws.uniform() < layer.probability ? 0 : kept;
    masks[maskOf(name)] = { dims: [size, ...output], data };
  }
  return masks;
}

function countRight(data: Float32Array, { classes, labels }: Instances, places: Int32Array): number {
  const probabilities = { rows: places.length, classes, data };
  let right = 0;
  for (const [row, place] of places.entries()) if (likeliest(probabilities, row) === labels[place]) right++;
  return right;
}
