/** Multiplies rows by the same filters again and again; the arrays belong to the bank, so that a kernel reads them in place. */
export interface FilterBank {
  /** To be written before {@link apply}: `capacity × columns`, row-major. */
  readonly rows: Float32Array;
  /** Written by {@link apply}: `capacity × filters`, row-major. */
  readonly responses: Float32Array;
  /** What {@link add} takes away; one per filter. */
  readonly offsets: Float32Array;
  /** What {@link add} adds to; one per filter. */
  readonly sums: Float32Array;
  /** Takes filters to multiply by from now on: `filters × columns`, row-major. */
  load(filters: Float32Array): void;
  /** responses[r][f] = Σₖ rows[r][k] · filters[f][k] of the first `count` rows: in float32, k ascending. */
  apply(count: number): void;
  /** sums[f] += max(0, responses[r][f] − offsets[f]) over `count` rows from `first` on: in float32, r ascending. */
  add(first: number, count: number): void;
}

/** How many rows and filters of which length a bank holds. */
export interface BankShape {
  readonly filters: number;
  readonly columns: number;
  readonly capacity: number;
}

export type OpenFilterBank = (shape: BankShape) => FilterBank;

/** The plain path, which defines the answers. */
export const openFilterBank: OpenFilterBank = ({ filters, columns, capacity }) => {
  const rows = new Float32Array(capacity * columns);
  const responses = new Float32Array(capacity * filters);
  const offsets = new Float32Array(filters);
  const sums = new Float32Array(filters);
  const loaded = new Float32Array(filters * columns);
  return {
    rows,
    responses,
    offsets,
    sums,
    load: (values) => loaded.set(values),
    apply(count) {
      for (let row = 0; row < count; row++) {
        for (let filter = 0; filter < filters; filter++)
          responses[row * filters + filter] = product(rows, row * columns, loaded, filter * columns, columns);
      }
    },
    add(first, count) {
      for (let row = first; row < first + count; row++) {
        for (let filter = 0; filter < filters; filter++) {
          const excess = Math.fround(responses[row * filters + filter]! - offsets[filter]!);
          sums[filter] = sums[filter]! + Math.max(0, excess);
        }
      }
    },
  };
};

function product(
  left: Float32Array,
  leftStart: number,
  right: Float32Array,
  rightStart: number,
  length: number,
): number {
  const { fround } = Math;
  let sum = fround(0);
  for (let index = 0; index < length; index++)
    sum = fround(sum + fround(left[leftStart + index]! * right[rightStart + index]!));
  return sum;
}
