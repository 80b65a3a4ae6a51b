import type { CancelSignal } from '../../types.ts';
import { dot } from '../../math/dot.ts';
import { choleskyFactor, solveLower, solveUpper } from '../../math/cholesky.ts';

/** More Newton steps, and a smaller gain of the last one, than scikit-learn has patience for. */
const mostSteps = 100;
const leastGain = 1e-10;

/** Laplace's approximation of the posterior of the latent values at the training rows. */
export interface Posterior {
  /** Mode of the posterior: a latent value per row. */
  readonly latent: Float64Array;
  /** K⁻¹ times the mode. */
  readonly dual: Float64Array;
  /** ∇ log p(y | f) at the mode. */
  readonly slope: Float64Array;
  /** P(positive) by the mode alone. */
  readonly share: Float64Array;
  /** √W, W = −∇∇ log p(y | f). */
  readonly rootCurvature: Float64Array;
  /** Cholesky factor of B = I + √W K √W. */
  readonly factor: Float64Array;
  /** Approximate log marginal likelihood. */
  readonly logEvidence: number;
}

/** log σ(x) without overflow. */
const logSigmoid = (value: number): number =>
  value > 0 ? -Math.log1p(Math.exp(-value)) : value - Math.log1p(Math.exp(value));

/**
 * Newton's method for the mode (Rasmussen and Williams 2006, Algorithm 3.1), logistic likelihood.
 * @param covariance of the training rows, `signs.length` squared.
 * @param signs 1 for positive rows, −1 for the others.
 * @param start latent values to start from; the mode is unique, so they change the speed alone.
 * @throws CancelledError when the signal is raised.
 */
export function approximatePosterior(
  covariance: Float64Array,
  signs: Float64Array,
  start: Float64Array,
  signal: CancelSignal,
): Posterior {
  const size = signs.length;
  const state = startAt(start, signs);
  const scaled = new Float64Array(size * size);
  let objective = -Infinity;
  for (let step = 0; step < mostSteps; step++) {
    curve(state);
    scaleCovariance(covariance, state.rootCurvature, scaled);
    choleskyFactor(scaled, size, state.factor, signal);
    newtonStep(covariance, state);
    const reached = objectiveAt(state);
    const gain = reached - objective;
    objective = reached;
    if (gain < leastGain) break;
  }
  let logDeterminant = 0;
  for (let row = 0; row < size; row++) logDeterminant += Math.log(state.factor[row * size + row]!);
  curve(state);
  return { ...state, logEvidence: objective - logDeterminant };
}

type State = Omit<Posterior, 'logEvidence'> & { readonly signs: Float64Array };

function startAt(latent: Float64Array, signs: Float64Array): State {
  const size = signs.length;
  const empty = (): Float64Array => new Float64Array(size);
  return {
    latent: latent.slice(),
    signs,
    factor: new Float64Array(size * size),
    dual: empty(),
    slope: empty(),
    share: empty(),
    rootCurvature: empty(),
  };
}

/** Derivatives of the log likelihood at the latent values. */
function curve({ latent, signs, share, slope, rootCurvature }: State): void {
  for (let row = 0; row < latent.length; row++) {
    const positive = 1 / (1 + Math.exp(-latent[row]!));
    share[row] = positive;
    slope[row] = (signs[row]! + 1) / 2 - positive;
    rootCurvature[row] = Math.sqrt(positive * (1 - positive));
  }
}

/** B = I + √W K √W. */
function scaleCovariance(covariance: Float64Array, root: Float64Array, scaled: Float64Array): void {
  const size = root.length;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      scaled[row * size + column] = root[row]! * covariance[row * size + column]! * root[column]!;
    }
    scaled[row * size + row]! += 1;
  }
}

function newtonStep(covariance: Float64Array, { latent, dual, slope, rootCurvature, factor }: State): void {
  const size = latent.length;
  const target = latent.map((value, row) => rootCurvature[row]! ** 2 * value + slope[row]!);
  const solved = rootCurvature.map((root, row) => root * dot(covariance, row * size, target, 0, size));
  solveLower(factor, size, solved);
  solveUpper(factor, size, solved);
  for (let row = 0; row < size; row++) dual[row] = target[row]! - rootCurvature[row]! * solved[row]!;
  for (let row = 0; row < size; row++) latent[row] = dot(covariance, row * size, dual, 0, size);
}

function objectiveAt({ latent, dual, signs }: State): number {
  let likelihood = 0;
  for (let row = 0; row < latent.length; row++) likelihood += logSigmoid(signs[row]! * latent[row]!);
  return likelihood - 0.5 * dot(dual, 0, latent, 0, latent.length);
}
