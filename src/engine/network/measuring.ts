import { shuffled } from '../math/shuffle.ts';
import type { FitContext } from '../types.ts';
import type { NetworkDesign } from './design.ts';
import {
  gradientScalars,
  isSound,
  penalizedScalars,
  type GradientPrograms,
  type GradientScalars,
} from './gradients.ts';
import { gradientGraph, instanceGraph } from './graphs.ts';
import type { Instances } from './instances.ts';
import type { Parameters } from './parameters.ts';
import type { Measurement } from './view.ts';

export interface Measured {
  readonly design: NetworkDesign;
  /** As they are when measuring. */
  readonly parameters: Parameters;
  /** The training set. */
  readonly instances: Instances;
  readonly weightDecay: number;
}

/** Measures gradients of training rows at the weights of the moment; its graphs are compiled when it is asked to. */
export class Measuring {
  readonly measured: GradientScalars[] = [];
  readonly #subject: Measured;
  readonly #placeOf: ReadonlyMap<number, number>;
  readonly #context: FitContext;

  /** @param rows the row of each training instance. */
  constructor(subject: Measured, rows: Int32Array, context: FitContext) {
    this.#subject = subject;
    this.#placeOf = new Map([...rows].map((row, place) => [row, place]));
    this.#context = context;
  }

  /** Measures what the fit was asked to, if this epoch is one of those. */
  async beforeEpoch(epoch: number, epochs: number): Promise<void> {
    const { measure } = this.#context;
    if (measure === undefined || !isMeasured(epoch, epochs, measure.epochs)) return;
    const scalars = await this.measure(measure);
    // Weights that diverged have gradients that are not numbers; one such epoch would spoil the mean of all.
    if (isSound(scalars)) this.measured.push(scalars);
  }

  async measure({ rows, deltaSample, penalized }: Measurement): Promise<GradientScalars> {
    const { parameters, instances, weightDecay } = this.#subject;
    const programs = await this.#compiled(parameters);
    const places = rows.map((row) => this.#placeOf.get(row)!);
    const all = shuffled(instances.count, this.#context.rng.fork('delta sample'));
    const reference = deltaSample === 0 ? all : all.subarray(0, deltaSample);
    const weight = instances.count / reference.length;
    return penalized
      ? penalizedScalars(programs, instances, places, reference.toSorted(), weight, weightDecay)
      : gradientScalars(programs, instances, places, reference.toSorted(), weight);
  }

  async #compiled(parameters: Parameters): Promise<GradientPrograms> {
    const { machine, signal } = this.#context;
    const { design } = this.#subject;
    return {
      gradient: await machine.graphs.compile(gradientGraph(design, false)),
      instance: await machine.graphs.compile(instanceGraph(design)),
      parameters,
      signal,
    };
  }
}

/** Whether an epoch is one of at most `wanted` evenly spaced ones, the first included. */
export function isMeasured(epoch: number, epochs: number, wanted: number): boolean {
  const count = Math.min(epochs, wanted);
  const step = Math.floor((epoch * count) / epochs);
  return epoch === Math.ceil((step * epochs) / count);
}
