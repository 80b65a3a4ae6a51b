import * as v from 'valibot';

/** `v.instance(Int32Array)` would refuse arrays on shared memory, by type though not by value. */
type AnyMemory<T> = new (length: number) => T;

export const int32Array = v.instance(Int32Array as AnyMemory<Int32Array>);
export const float32Array = v.instance(Float32Array as AnyMemory<Float32Array>);
export const float64Array = v.instance(Float64Array as AnyMemory<Float64Array>);
