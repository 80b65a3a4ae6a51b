// Header of a program in memory, one u32 per field; src/runtime/forest/bitProgram.ts writes it in this order.

/** Number of features that the forest splits on. */
export function featuresOf(program: usize): i32 {
  return load<i32>(program);
}

/** i32[features]: their columns in a block. */
export function columnNumbersOf(program: usize): usize {
  return <usize>load<u32>(program, 4);
}

/** i32[features + 1]: where each one's splits start. */
export function splitStartsOf(program: usize): usize {
  return <usize>load<u32>(program, 8);
}

/** f32[splits]: the different thresholds, by feature. */
export function thresholdsOf(program: usize): usize {
  return <usize>load<u32>(program, 12);
}

export function splitsOf(program: usize): i32 {
  return load<i32>(program, 16);
}

export function treesOf(program: usize): i32 {
  return load<i32>(program, 20);
}

/** What the trees compute, in the terms of bits.ts. */
export function codeOf(program: usize): usize {
  return <usize>load<u32>(program, 24);
}

/** Masks alive at once while a tree is evaluated, constants and classes included. */
export function slotsOf(program: usize): i32 {
  return load<i32>(program, 28);
}

/** Bits that count up to the number of trees. */
export function planesOf(program: usize): i32 {
  return load<i32>(program, 32);
}

export function classesOf(program: usize): i32 {
  return load<i32>(program, 36);
}

/** Rows whose split bits stay in the second-level cache: 1,024, or less for forests of many splits. */
export function rowsAtOnceOf(program: usize): i32 {
  return load<i32>(program, 40);
}

/** The matrix's code plane, or 0: parts/codePlane.ts. */
export function planeOf(program: usize): usize {
  return <usize>load<u32>(program, 44);
}
