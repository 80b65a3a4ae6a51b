import type { CancelSignal } from '../../types.ts';
import type { FittedProcess } from '../../views.ts';
import { dot } from '../../math/dot.ts';
import { solveLower } from '../../math/cholesky.ts';
import { evidenceAt, type Evidence } from './evidence.ts';
import { covariances, type KernelParameters } from './kernel.ts';
import { approximatePosterior, type Posterior } from './laplace.ts';
import { maximize, type Height } from './maximize.ts';

/** Bounds of σ² and ℓ, as scikit-learn's: 1e-5 to 1e5. */
const bound = Math.log(1e5);
const limits = { bound, evaluations: 40, slope: 1e-3, gain: 1e-6 };

/** A fitted process for one class against the others. */
export interface Process {
  readonly parameters: KernelParameters;
  readonly posterior: Posterior;
}

/** What is told of a process. */
export const fittedOf = ({ parameters, posterior: { logEvidence } }: Process): FittedProcess => ({
  ...parameters,
  logEvidence,
});

/**
 * Fits a process: at the given kernel parameters, or at those of greatest evidence, searched from there.
 * @throws CancelledError when the signal is raised.
 */
export function fitProcess(
  squares: Float64Array,
  signs: Float64Array,
  start: KernelParameters,
  optimize: boolean,
  signal: CancelSignal,
): Process {
  let latent = new Float64Array(signs.length);
  if (!optimize) {
    const posterior = approximatePosterior(covariances(squares, start), signs, latent, signal);
    return { parameters: start, posterior };
  }
  const evaluate = ([logVariance, logLengthScale]: readonly [number, number]): Evidence & Height => {
    const evidence = evidenceAt({ logVariance, logLengthScale }, squares, signs, latent, signal);
    latent = evidence.posterior.latent.slice();
    return { ...evidence, value: evidence.posterior.logEvidence };
  };
  const { place, height } = maximize(evaluate, [start.logVariance, start.logLengthScale], limits);
  return {
    parameters: { logVariance: place[0], logLengthScale: place[1] },
    posterior: height.posterior,
  };
}

/**
 * Latent mean of a row, whose sign is the likelier class: without the variance it takes no solving.
 * @param crossed covariances of the row with the training rows, from `start` on.
 */
export const latentMean = ({ posterior: { slope } }: Process, crossed: Float64Array, start: number): number =>
  dot(crossed, start, slope, 0, slope.length);

/** Predictive mean and variance of the latent function. */
export interface Latent {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

/**
 * Latent mean and variance of rows (Rasmussen and Williams 2006, Algorithm 3.2), written to `target` from `first` on.
 * @param squares squared distances, row after row, to each of the training rows.
 */
export function predictLatent(
  { parameters, posterior }: Process,
  squares: Float64Array,
  target: Latent,
  first: number,
): void {
  const { slope, rootCurvature, factor } = posterior;
  const size = slope.length;
  const prior = Math.exp(parameters.logVariance);
  const crossed = covariances(squares, parameters);
  const solved = new Float64Array(size);
  for (let row = 0; row * size < crossed.length; row++) {
    let mean = 0;
    for (let other = 0; other < size; other++) {
      const covariance = crossed[row * size + other]!;
      mean += covariance * slope[other]!;
      solved[other] = rootCurvature[other]! * covariance;
    }
    solveLower(factor, size, solved);
    let explained = 0;
    for (const part of solved) explained += part * part;
    target.mean[first + row] = mean;
    target.variance[first + row] = Math.max(0, prior - explained);
  }
}
