import type { CancelSignal } from '../../types.ts';
import { dot } from '../../math/dot.ts';
import { inverseOfFactored } from '../../math/cholesky.ts';
import { covariances, type KernelParameters } from './kernel.ts';
import { approximatePosterior, type Posterior } from './laplace.ts';

/** The log marginal likelihood at some kernel parameters, and its slope. */
export interface Evidence {
  readonly posterior: Posterior;
  /** Derivatives with respect to ln σ² and ln ℓ. */
  readonly gradient: readonly [number, number];
}

/**
 * The approximate log marginal likelihood and its gradient (Rasmussen and Williams 2006, Algorithm 5.1). The posterior
 * variance at the mode times the change of its curvature is (1 − B⁻¹ᵢᵢ)(1 − 2π): with B⁻¹ at hand nothing else is
 * inverted.
 * @param squares squared distances of all pairs of training rows.
 * @throws CancelledError when the signal is raised.
 */
export function evidenceAt(
  parameters: KernelParameters,
  squares: Float64Array,
  signs: Float64Array,
  start: Float64Array,
  signal: CancelSignal,
): Evidence {
  const size = signs.length;
  const covariance = covariances(squares, parameters);
  const posterior = approximatePosterior(covariance, signs, start, signal);
  const { rootCurvature, factor, share, slope, dual } = posterior;
  const inverse = inverseOfFactored(factor, size, signal);
  const shift = share.map((positive, row) => -0.5 * (1 - inverse[row * size + row]!) * (1 - 2 * positive));
  const scale = Math.exp(-2 * parameters.logLengthScale);
  const derivatives = [covariance, covariance.map((value, pair) => value * squares[pair]! * scale)];
  const [byVariance, byLength] = derivatives.map((derivative) => {
    let explicit = 0;
    const moved = new Float64Array(size);
    for (let row = 0; row < size; row++) {
      const place = row * size;
      let trace = 0;
      for (let column = 0; column < size; column++) {
        trace += rootCurvature[column]! * inverse[place + column]! * derivative[place + column]!;
      }
      explicit += dual[row]! * dot(derivative, place, dual, 0, size) - rootCurvature[row]! * trace;
      moved[row] = dot(derivative, place, slope, 0, size);
    }
    return explicit / 2 + dot(shift, 0, implicitMove(covariance, inverse, rootCurvature, moved), 0, size);
  });
  return { posterior, gradient: [byVariance!, byLength!] };
}

/** b − K √W B⁻¹ √W b: how far the mode follows. */
function implicitMove(
  covariance: Float64Array,
  inverse: Float64Array,
  root: Float64Array,
  vector: Float64Array,
): Float64Array {
  const size = vector.length;
  const scaled = vector.map((value, row) => root[row]! * value);
  const solved = root.map((factor, row) => factor * dot(inverse, row * size, scaled, 0, size));
  return vector.map((value, row) => value - dot(covariance, row * size, solved, 0, size));
}
