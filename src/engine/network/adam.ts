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

/** Adam (Kingma and Ba 2015) with PyTorch's defaults: decays 0.9 and 0.999, ε 1e-8. */
export class Adam {
  readonly #options: AdamOptions;
  readonly #first: Parameters;
  readonly #second: Parameters;
  #steps = 0;

  constructor(parameters: Parameters, options: AdamOptions) {
    this.#options = options;
    this.#first = zerosLike(parameters);
    this.#second = zerosLike(parameters);
  }

  /** Moves the parameters, in place. */
  step(parameters: Parameters, gradients: Parameters): void {
    this.#steps++;
    const rate = this.#options.learningRate / (1 - firstDecay ** this.#steps);
    const correction = 1 / Math.sqrt(1 - secondDecay ** this.#steps);
    for (const [name, { data }] of parameters) {
      const first = this.#first.get(name)!.data;
      const second = this.#second.get(name)!.data;
      this.#move(data, gradients.get(name)!.data, first, second, rate, correction);
    }
  }

  #move(
    weights: Float32Array,
    gradients: Float32Array,
    first: Float32Array,
    second: Float32Array,
    rate: number,
    correction: number,
  ): void {
    const { weightDecay } = this.#options;
    for (let index = 0; index < weights.length; index++) {
      const gradient = gradients[index]! + weightDecay * weights[index]!;
      const mean = firstDecay * first[index]! + (1 - firstDecay) * gradient;
      const square = secondDecay * second[index]! + (1 - secondDecay) * gradient * gradient;
      first[index] = mean;
      second[index] = square;
      weights[index]! -= (rate * mean) / (Math.sqrt(square) * correction + epsilon);
    }
  }
}
