import { checkCancelled } from '../../cancel.ts';
import type { CancelSignal } from '../../types.ts';
import { dot } from '../../math/dot.ts';

/** A symmetric positive semidefinite system A x = b. */
export interface LinearSystem {
  /** Writes A · vector. */
  multiply(vector: Float64Array, target: Float64Array): void;
  /** Of A, all positive: the preconditioner. */
  readonly diagonal: Float64Array;
  readonly rightSide: Float64Array;
}

/** Memory of the solver, each as long as the unknowns; reused from one call to the next. */
export interface SolverMemory {
  readonly residual: Float64Array;
  readonly direction: Float64Array;
  readonly image: Float64Array;
  readonly scaled: Float64Array;
}

export const createSolverMemory = (length: number): SolverMemory => ({
  residual: new Float64Array(length),
  direction: new Float64Array(length),
  image: new Float64Array(length),
  scaled: new Float64Array(length),
});

const norm = (vector: Float64Array): number => Math.sqrt(dot(vector, 0, vector, 0, vector.length));

/**
 * Preconditioned conjugate gradients from 0 (Nocedal and Wright 2006, Algorithm 5.3), until the residual is
 * `reduction` times what it was, or rounding leaves no curvature.
 * @throws CancelledError when the signal is raised.
 */
export function solve(
  { multiply, diagonal, rightSide }: LinearSystem,
  reduction: number,
  { residual, direction, image, scaled }: SolverMemory,
  signal: CancelSignal,
  solution: Float64Array,
): void {
  const length = solution.length;
  solution.fill(0);
  residual.set(rightSide);
  for (let index = 0; index < length; index++) scaled[index] = residual[index]! / diagonal[index]!;
  direction.set(scaled);
  const enough = norm(rightSide) * reduction;
  let progress = dot(residual, 0, scaled, 0, length);
  for (let step = 0; step < 2 * length + 20 && norm(residual) > enough; step++) {
    checkCancelled(signal);
    multiply(direction, image);
    const bend = dot(direction, 0, image, 0, length);
    if (!(bend > 0)) return;
    const stride = progress / bend;
    for (let index = 0; index < length; index++) {
      solution[index] = solution[index]! + stride * direction[index]!;
      residual[index] = residual[index]! - stride * image[index]!;
      scaled[index] = residual[index]! / diagonal[index]!;
    }
    const next = dot(residual, 0, scaled, 0, length);
    const share = next / progress;
    for (let index = 0; index < length; index++) {
      direction[index] = scaled[index]! + share * direction[index]!;
    }
    progress = next;
  }
}
