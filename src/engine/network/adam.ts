import { zerosLike, type Parameters } from './parameters.ts';

export interface AdamOptions {
  /** Size of a step where gradients are steady. */
  readonly learningRate: number;
  /** Times the weights, added to the gradient (L2, as `torch.optim.Adam`; not AdamW). */
  readonly weightDecay: number;
}

const firstDecay = 0.9;
const secondDecay = 0.999;
const epsilon = 1e-8;

/** Weights, their gradients, and the running means of the gradients and of their squares, all of one length. */
export interface AdamArrays {
  readonly weights: Float32Array;
  readonly gradients: Float32Array;
  readonly first: Float32Array;
  readonly second: Float32Array;
}

export interface AdamStep {
  /** Size of the step, corrected for the first mean's start at 0. */
  readonly rate: number;
  /** What the root of the second mean is multiplied by, for the same reason. */
  readonly correction: number;
  readonly weightDecay: number;
}

/** One step: changes weights and means in place. Every implementation gives the same numbers to the last bit. */
export type MoveWeights = (arrays: AdamArrays, step: AdamStep) => void;

/** Adam (Kingma and Ba 2015) with PyTorch's defaults: decays 0.9 and 0.999, ε 1e-8. */
export class Adam {
  readonly #options: AdamOptions;
  readonly #move: MoveWeights;
  readonly #first: Parameters;
  readonly #second: Parameters;
  #steps = 0;

  constructor(parameters: Parameters, options: AdamOptions, move = moveWeights) {
    this.#options = options;
    this.#move = move;
    this.#first = zerosLike(parameters);
    this.#second = zerosLike(parameters);
  }

  /** Moves the parameters, in place. */
  step(parameters: Parameters, gradients: Parameters): void {
    this.#steps++;
    const { learningRate, weightDecay } = this.#options;
    const rate = learningRate / (1 - firstDecay ** this.#steps);
    const correction = 1 / Math.sqrt(1 - secondDecay ** this.#steps);
    for (const [name, { data: weights }] of parameters) {
      const first = this.#first.get(name)!.data;
      const second = this.#second.get(name)!.data;
      const arrays = { weights, gradients: gradients.get(name)!.data, first, second };
      this.#move(arrays, { rate, correction, weightDecay });
    }
  }
}

/** The plain path. */
export const moveWeights: MoveWeights = (
  { weights, gradients, first, second },
  { rate, correction, weightDecay },
) => {
  for (let index = 0; index < weights.length; index++) {
    const gradient = gradients[index]! + weightDecay * weights[index]!;
    const mean = firstDecay * first[index]! + (1 - firstDecay) * gradient;
    const square = secondDecay * second[index]! + (1 - secondDecay) * gradient * gradient;
    first[index] = mean;
    second[index] = square;
    weights[index]! -= (rate * mean) / (Math.sqrt(square) * correction + epsilon);
  }
};
