// Arrays are an address and an index here: small accessors keep the shifts out of the algorithms. The optimiser inlines them.

export function getU16(array: usize, index: i32): i32 {
  return <i32>load<u16>(array + ((<usize>index) << 1));
}

export function setU16(array: usize, index: i32, value: i32): void {
  store<u16>(array + ((<usize>index) << 1), <u16>value);
}

export function getI32(array: usize, index: i32): i32 {
  return load<i32>(array + ((<usize>index) << 2));
}

export function setI32(array: usize, index: i32, value: i32): void {
  store<i32>(array + ((<usize>index) << 2), value);
}

export function getF32(array: usize, index: i32): f32 {
  return load<f32>(array + ((<usize>index) << 2));
}

export function setF32(array: usize, index: i32, value: f32): void {
  store<f32>(array + ((<usize>index) << 2), value);
}

export function getU64(array: usize, index: i32): u64 {
  return load<u64>(array + ((<usize>index) << 3));
}

export function setU64(array: usize, index: i32, value: u64): void {
  store<u64>(array + ((<usize>index) << 3), value);
}

export function getF64(array: usize, index: i32): f64 {
  return load<f64>(array + ((<usize>index) << 3));
}

export function setF64(array: usize, index: i32, value: f64): void {
  store<f64>(array + ((<usize>index) << 3), value);
}

/** Rows of a block of the feature matrix (src/engine/matrix.ts). */
export const blockRows: i32 = 1024;
