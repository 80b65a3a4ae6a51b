/** The tables of `samples.py`, computed alike: MINSTD (Park and Miller 1988) divided by its modulus. */
function uniforms(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

export interface Shape {
  readonly seed: number;
  readonly rows: number;
  readonly columns: number;
  /** Values are rounded down to multiples of 1 / steps; 0 leaves them. */
  readonly steps: number;
  /** 0 for regression. */
  readonly classes: number;
}

export interface Sample {
  /** Row-major. */
  readonly values: readonly (readonly number[])[];
  readonly labels: Int32Array;
  readonly targets: Float64Array;
}

export function sampleOf({ seed, rows, columns, steps, classes }: Shape): Sample {
  const next = uniforms(seed);
  const drawn = Array.from({ length: rows }, () => Array.from({ length: columns }, next));
  const noise = Array.from({ length: rows }, next);
  const values = drawn.map((row) => row.map((value) => Math.fround(steps ? floorTo(value, steps) : value)));
  return {
    values,
    labels: Int32Array.from(values, (row, index) =>
      Math.min(classes - 1, Math.floor((0.7 * row[0]! + 0.3 * noise[index]!) * classes)),
    ),
    targets: Float64Array.from(values, (row, index) => floorTo(curve(row) + noise[index]!, 1024)),
  };
}

const floorTo = (value: number, steps: number): number => Math.trunc(value * steps) / steps;

function curve(row: readonly number[]): number {
  const [a, b, c] = [0, 1, 2].map((index) => row[index % row.length]!) as [number, number, number];
  return 4 * a * a - 2 * a * b + c;
}

/** Column-major Float32 features, as fits take them. */
export const columnsOf = (values: readonly (readonly number[])[]): Float32Array =>
  Float32Array.from({ length: values.length * values[0]!.length }, (_, index) => {
    return values[index % values.length]![Math.floor(index / values.length)]!;
  });
