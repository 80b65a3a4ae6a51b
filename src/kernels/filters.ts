// Rows times filters: the products of src/engine/pictures/filterBank.ts, of four rows and eight filters at a time. Each lane
// adds its products in the plain path's order, so that the sums are the same to the last bit.

/** Filters and rows of a tile: their sums stay in registers. */
const tileFilters: i32 = 8;
const tileRows: i32 = 4;
const tileBytes: usize = <usize>tileFilters << 2;

/** f32[⌈capacity / 4⌉ × 4, columns] */
export let rows: usize = 0;
/** f32[filters, columns], turned into tiles by `load`. */
export let filters: usize = 0;
/** f32[⌈capacity / 4⌉ × 4, filters] */
export let responses: usize = 0;

/** f32[filters] */
export let offsets: usize = 0;
/** f32[filters] */
export let sums: usize = 0;

/** f32[filters / 8, columns, 8] */
let tiles: usize = 0;
let filterCount: i32 = 0;
let columnCount: i32 = 0;

/** Once, before anything else. @param count of filters, a multiple of 8. */
export function prepare(count: i32, columns: i32, capacity: i32): void {
  const padded = (capacity + tileRows - 1) & ~(tileRows - 1);
  filterCount = count;
  columnCount = columns;
  rows = heap.alloc((<usize>padded * columns) << 2);
  responses = heap.alloc((<usize>padded * count) << 2);
  filters = heap.alloc((<usize>count * columns) << 2);
  offsets = heap.alloc(<usize>count << 2);
  sums = heap.alloc(<usize>count << 2);
  tiles = heap.alloc((<usize>count * columns) << 2);
}

/** Puts the numbers of eight filters that meet the same column side by side. */
export function arrange(): void {
  for (let filter = 0; filter < filterCount; filter++) {
    const source = filters + ((<usize>filter * columnCount) << 2);
    const tile = tiles + ((<usize>(filter / tileFilters) * columnCount * tileFilters) << 2);
    const target = tile + ((<usize>filter % tileFilters) << 2);
    for (let column = 0; column < columnCount; column++)
      store<f32>(target + <usize>column * tileBytes, load<f32>(source + (<usize>column << 2)));
  }
}

/** Of the first `count` rows; up to three more are multiplied and ignored. */
export function apply(count: i32): void {
  const tileLength = <usize>columnCount * tileBytes;
  for (let row = 0; row < count; row += tileRows) {
    const source = rows + ((<usize>row * columnCount) << 2);
    const target = responses + ((<usize>row * filterCount) << 2);
    for (let tile = 0; tile < filterCount / tileFilters; tile++)
      multiply(source, tiles + <usize>tile * tileLength, target + <usize>tile * tileBytes);
  }
}

/** What `count` responses from row `first` on have above the offsets. */
export function add(first: i32, count: i32): void {
  const width = <usize>filterCount << 2;
  const end = responses + <usize>(first + count) * width;
  for (let row = responses + <usize>first * width; row < end; row += width) {
    for (let at: usize = 0; at < width; at += 16) {
      const excess = f32x4.sub(v128.load(row + at), v128.load(offsets + at));
      v128.store(sums + at, f32x4.add(v128.load(sums + at), f32x4.max(excess, f32x4.splat(0))));
    }
  }
}

function multiply(source: usize, tile: usize, target: usize): void {
  const stride = <usize>columnCount << 2;
  let a0 = f32x4.splat(0);
  let b0 = a0;
  let a1 = a0;
  let b1 = a0;
  let a2 = a0;
  let b2 = a0;
  let a3 = a0;
  let b3 = a0;
  const end = source + stride;
  for (let at = source; at < end; at += 4) {
    const left = v128.load(tile);
    const right = v128.load(tile, 16);
    const x0 = v128.load32_splat(at);
    a0 = f32x4.add(a0, f32x4.mul(x0, left));
    b0 = f32x4.add(b0, f32x4.mul(x0, right));
    const x1 = v128.load32_splat(at + stride);
    a1 = f32x4.add(a1, f32x4.mul(x1, left));
    b1 = f32x4.add(b1, f32x4.mul(x1, right));
    const x2 = v128.load32_splat(at + 2 * stride);
    a2 = f32x4.add(a2, f32x4.mul(x2, left));
    b2 = f32x4.add(b2, f32x4.mul(x2, right));
    const x3 = v128.load32_splat(at + 3 * stride);
    a3 = f32x4.add(a3, f32x4.mul(x3, left));
    b3 = f32x4.add(b3, f32x4.mul(x3, right));
    tile += tileBytes;
  }
  const across = <usize>filterCount << 2;
  put(target, a0, b0);
  put(target + across, a1, b1);
  put(target + 2 * across, a2, b2);
  put(target + 3 * across, a3, b3);
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function put(target: usize, left: v128, right: v128): void {
  v128.store(target, left);
  v128.store(target, right, 16);
}
