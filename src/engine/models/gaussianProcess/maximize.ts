/** A value to be made as great as possible, and its slope in two directions. */
export interface Height {
  readonly value: number;
  readonly gradient: Pair;
}
export type Pair = readonly [number, number];

export interface MaximizeLimits {
  /** Both coordinates stay within plus and minus this. */
  readonly bound: number;
  readonly evaluations: number;
  /** It ends when no component of the slope that may still be followed is larger. */
  readonly slope: number;
  /** It ends when a step gains less than this share of the value. */
  readonly gain: number;
}

/** Longest step in one coordinate: evidence is flat far out, and a step too far may not find back. */
const longestStep = 2;
/** Share of the gain that the slope promises which a step must keep (Nocedal and Wright 2006, Eq. 3.4). */
const keptShare = 1e-4;

/**
 * Maximizes a smooth function of two variables in a box by BFGS with backtracking (Nocedal and Wright 2006, Algorithm
 * 6.1); a coordinate at its bound rests as long as the slope points outward.
 * @returns the best place that was evaluated.
 */
export function maximize<At extends Height>(
  evaluate: (place: Pair) => At,
  start: Pair,
  limits: MaximizeLimits,
): { readonly place: Pair; readonly height: At } {
  let best = { place: start, height: evaluate(start) };
  let inverse: readonly [number, number, number] = [1, 0, 1];
  let evaluations = 1;
  while (evaluations < limits.evaluations) {
    const slope = freeSlope(best.place, best.height.gradient, limits.bound);
    if (Math.max(Math.abs(slope[0]), Math.abs(slope[1])) < limits.slope) break;
    const search = directionOf(slope, inverse);
    let next: typeof best | undefined;
    for (let share = 1; evaluations < limits.evaluations && share > 1e-6; share /= 3) {
      const place = clip(
        [best.place[0] + share * search[0], best.place[1] + share * search[1]],
        limits.bound,
      );
      const height = evaluate(place);
      evaluations++;
      const promised = slope[0] * (place[0] - best.place[0]) + slope[1] * (place[1] - best.place[1]);
      if (!(height.value >= best.height.value + keptShare * promised)) continue;
      next = { place, height };
      break;
    }
    if (next === undefined) break;
    const gained = next.height.value - best.height.value;
    inverse = updated(inverse, best, next);
    best = next;
    if (gained < limits.gain * (1 + Math.abs(best.height.value))) break;
  }
  return best;
}

const clip = ([first, second]: Pair, bound: number): Pair => [
  Math.min(bound, Math.max(-bound, first)),
  Math.min(bound, Math.max(-bound, second)),
];

/** The slope, 0 where it points out of the box. */
const freeSlope = (place: Pair, gradient: Pair, bound: number): Pair => {
  const free = (index: 0 | 1): number =>
    (place[index] >= bound && gradient[index] > 0) || (place[index] <= -bound && gradient[index] < 0)
      ? 0
      : gradient[index];
  return [free(0), free(1)];
};

/** Upwards by the estimated curvature, and by the slope where that does not lead upwards. */
function directionOf(slope: Pair, [a, b, c]: readonly [number, number, number]): Pair {
  const newton: Pair = [a * slope[0] + b * slope[1], b * slope[0] + c * slope[1]];
  const upwards = newton[0] * slope[0] + newton[1] * slope[1] > 0;
  const direction = upwards ? newton : slope;
  const longest = Math.max(Math.abs(direction[0]), Math.abs(direction[1]));
  const shrink = Math.min(1, longestStep / longest);
  return [shrink * direction[0], shrink * direction[1]];
}

/** BFGS update of the inverse of the negative curvature; left alone where the slope did not fall along the step. */
function updated(
  inverse: readonly [number, number, number],
  from: { readonly place: Pair; readonly height: Height },
  to: { readonly place: Pair; readonly height: Height },
): readonly [number, number, number] {
  const [a, b, c] = inverse;
  const step: Pair = [to.place[0] - from.place[0], to.place[1] - from.place[1]];
  const fall: Pair = [
    from.height.gradient[0] - to.height.gradient[0],
    from.height.gradient[1] - to.height.gradient[1],
  ];
  const product = step[0] * fall[0] + step[1] * fall[1];
  if (!(product > 1e-10)) return inverse;
  const mapped: Pair = [a * fall[0] + b * fall[1], b * fall[0] + c * fall[1]];
  const weight = (product + mapped[0] * fall[0] + mapped[1] * fall[1]) / product ** 2;
  return [
    a + weight * step[0] ** 2 - (2 * mapped[0] * step[0]) / product,
    b + weight * step[0] * step[1] - (mapped[0] * step[1] + step[0] * mapped[1]) / product,
    c + weight * step[1] ** 2 - (2 * mapped[1] * step[1]) / product,
  ];
}
