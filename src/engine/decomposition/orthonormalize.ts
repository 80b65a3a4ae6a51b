/** A column adds a direction when more than this share of its squared length is new; less is rounding. */
const newShare = 1e-12;

/**
 * Replaces the columns of a tall matrix by an orthonormal basis of what they span, by Cholesky QR done twice
 * (Yamamoto et al. 2015). A column that depends on those before it becomes zero.
 * @param values `rows × width`, row-major; overwritten.
 */
export function orthonormalize(values: Float64Array, rows: number, width: number): void {
  for (let pass = 0; pass < 2; pass++) {
    const factor = cholesky(gram(values, rows, width), width);
    for (let row = 0; row < rows; row++) solveRow(values, row * width, factor, width);
  }
}

/** Inner products of the columns, `width × width`, row-major; the lower triangle is filled. */
export function gram(values: Float64Array, rows: number, width: number): Float64Array {
  const products = new Float64Array(width * width);
  for (let row = 0; row < rows; row++) {
    const start = row * width;
    for (let column = 0; column < width; column++) {
      const value = values[start + column]!;
      if (value === 0) continue;
      const target = column * width;
      for (let other = 0; other <= column; other++) {
        products[target + other] = products[target + other]! + value * values[start + other]!;
      }
    }
  }
  return products;
}

/** Lower factor of a Gram matrix; a pivot that is only rounding becomes 0. */
function cholesky(products: Float64Array, width: number): Float64Array {
  const factor = new Float64Array(width * width);
  for (let row = 0; row < width; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = products[row * width + column]!;
      for (let inner = 0; inner < column; inner++) {
        rest -= factor[row * width + inner]! * factor[column * width + inner]!;
      }
      const pivot = factor[column * width + column]!;
      if (column < row) factor[row * width + column] = pivot === 0 ? 0 : rest / pivot;
      else factor[row * width + row] = rest > newShare * products[row * width + row]! ? Math.sqrt(rest) : 0;
    }
  }
  return factor;
}

/** Solves `x · Lᵀ = row` in place. */
function solveRow(values: Float64Array, start: number, factor: Float64Array, width: number): void {
  for (let column = 0; column < width; column++) {
    const pivot = factor[column * width + column]!;
    let rest = values[start + column]!;
    for (let inner = 0; inner < column; inner++) {
      rest -= values[start + inner]! * factor[column * width + inner]!;
    }
    values[start + column] = pivot === 0 ? 0 : rest / pivot;
  }
}
