import { checkCancelled } from '../cancel.ts';
import type { Program } from '../graph/types.ts';
import type { CancelSignal } from '../types.ts';
import { directionOf, ends, gradientOf } from './graphs.ts';
import { batchOf, piecesOf, type Instances } from './instances.ts';
import { innerProduct, tensorsNamed, zerosLike, type Parameters } from './parameters.ts';

/**
 * What the directions of gradients are compared by, at the weights of one moment: δ is the gradient of the loss summed
 * over a training set, δₓ that of instance x alone. Both cosines of the IGradV paper follow from these three.
 */
export interface GradientScalars {
  /** ‖δ‖². */
  readonly total: number;
  /** ⟨δ, δₓ⟩ of each instance. */
  readonly along: Float64Array;
  /** ‖δₓ‖² of each instance. */
  readonly own: Float64Array;
}

/** Whether all of them are finite numbers. */
export const isSound = ({ total, along, own }: GradientScalars): boolean =>
  Number.isFinite(total) && along.every(Number.isFinite) && own.every(Number.isFinite);

/** Compiled graphs without dropout, and the weights of the moment. */
export interface GradientPrograms {
  readonly parameters: Parameters;
  /** {@link gradientGraph} without training. */
  readonly gradient: Program;
  /** {@link instanceGraph}. */
  readonly instance: Program;
  readonly signal: CancelSignal;
}

/** Instances of one pass: the patches of the convolutions take about 20 MB for 25 of them. */
const passSize = 25;
/** Instances of one pass of the summed gradient. */
const sumSize = 64;

/** The gradient of the loss summed over the given instances, each counted `weight` times, in 64 bits. */
export async function summedGradient(
  { parameters, gradient, signal }: GradientPrograms,
  data: Instances,
  places: Int32Array,
  weight = 1,
): Promise<Parameters> {
  const part = zerosLike(parameters);
  const sums = new Map([...part].map(([name, { data: values }]) => [name, new Float64Array(values.length)]));
  const weights = tensorsNamed(parameters, (name) => name);
  const outputs = tensorsNamed(part, gradientOf);
  const scale = { dims: [1], data: Float32Array.of(1) };
  for (const piece of piecesOf(places, sumSize)) {
    checkCancelled(signal);
    await gradient.run({ ...weights, ...batchOf(data, piece), scale }, outputs);
    for (const [name, { data: values }] of part) addTo(sums.get(name)!, values);
  }
  for (const [name, { data: values }] of part) values.set(sums.get(name)!.map((sum) => sum * weight));
  return part;
}

function addTo(sums: Float64Array, values: Float32Array): void {
  for (let index = 0; index < values.length; index++) sums[index]! += values[index]!;
}

/** ⟨direction, δₓ⟩ and ‖δₓ‖² of the given instances, in batches; only convolutions of many pixels form δₓ. */
export async function instanceScalars(
  { parameters, instance, signal }: GradientPrograms,
  data: Instances,
  places: Int32Array,
  direction: Parameters,
): Promise<Pick<GradientScalars, 'along' | 'own'>> {
  const along = new Float64Array(places.length);
  const own = new Float64Array(places.length);
  const weights = tensorsNamed(parameters, (name) => name);
  const directions = tensorsNamed(direction, directionOf);
  let done = 0;
  for (const piece of piecesOf(places, passSize)) {
    checkCancelled(signal);
    const results = await instance.run({ ...weights, ...directions, ...batchOf(data, piece) });
    along.set(results[ends.along]!.data, done);
    own.set(results[ends.squaredNorm]!.data, done);
    done += piece.length;
  }
  return { along, own };
}

/** The scalars of the loss alone. @param reference instances δ is the sum over, each counted `weight` times. */
export async function gradientScalars(
  programs: GradientPrograms,
  data: Instances,
  measured: Int32Array,
  reference: Int32Array,
  weight = 1,
): Promise<GradientScalars> {
  const delta = await summedGradient(programs, data, reference, weight);
  return {
    // Of the very numbers the products are made with: their errors then cancel.
    total: innerProduct(delta, delta),
    ...(await instanceScalars(programs, data, measured, delta)),
  };
}

/**
 * The scalars with the penalty inside the loss, as the paper writes it: every instance adds λ/2 ‖θ‖², so that
 * δ becomes δ + nλθ and δₓ becomes δₓ + λθ for n instances.
 */
export async function penalizedScalars(
  programs: GradientPrograms,
  data: Instances,
  measured: Int32Array,
  reference: Int32Array,
  weight: number,
  penalty: number,
): Promise<GradientScalars> {
  const theta = programs.parameters;
  const delta = await summedGradient(programs, data, reference, weight);
  const { along, own } = await instanceScalars(programs, data, measured, delta);
  const { along: alongTheta } = await instanceScalars(programs, data, measured, theta);
  const all = reference.length * weight * penalty;
  const deltaTheta = innerProduct(delta, theta);
  const thetas = innerProduct(theta, theta);
  return {
    total: innerProduct(delta, delta) + 2 * all * deltaTheta + all * all * thetas,
    along: along.map(
      (value, index) => value + penalty * deltaTheta + all * alongTheta[index]! + all * penalty * thetas,
    ),
    own: own.map((value, index) => value + 2 * penalty * alongTheta[index]! + penalty * penalty * thetas),
  };
}
