/** The covariance σ² · exp(−‖x − x′‖² / 2ℓ²), its parameters as logarithms. */
export interface KernelParameters {
  /** ln σ². */
  readonly logVariance: number;
  /** ln ℓ, in units of the standardized features. */
  readonly logLengthScale: number;
}

/** Covariances of rows whose squared distances are given. */
export function covariances(
  squares: Float64Array,
  { logVariance, logLengthScale }: KernelParameters,
): Float64Array {
  const half = -0.5 * Math.exp(-2 * logLengthScale);
  const values = new Float64Array(squares.length);
  for (let pair = 0; pair < values.length; pair++)
    values[pair] = Math.exp(logVariance + half * squares[pair]!);
  return values;
}

/** Squared distances of every row of one table to every row of another, row-major: `left × right`. */
export function squaredDistances(
  left: Float64Array,
  right: Float64Array,
  columns: number,
  leftRows: number,
  rightRows: number,
): Float64Array {
  const squares = new Float64Array(leftRows * rightRows);
  let pair = 0;
  for (let row = 0; row < leftRows; row++) {
    const start = row * columns;
    for (let other = 0, from = 0; other < rightRows; other++) {
      let sum = 0;
      for (let column = 0; column < columns; column++) {
        const difference = left[start + column]! - right[from++]!;
        sum += difference * difference;
      }
      squares[pair++] = sum;
    }
  }
  return squares;
}
