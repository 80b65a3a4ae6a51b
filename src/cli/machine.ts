import { createMachine } from '../runtime/machine.ts';
import { forgetCodes } from '../runtime/forest/codePlane.ts';
import { allocateSharedMatrix } from '../runtime/sharedMatrix.ts';
import type { FeatureMatrix, MatrixAllocator } from '../engine/matrix.ts';
import type { Machine } from '../engine/types.ts';

/** The arithmetic of this process, and the memory its matrices lie in. */
export interface Workshop {
  readonly machine: Machine;
  readonly allocate: MatrixAllocator;
  close(): void;
}

/**
 * Gives the same memory again for the same shape, emptied: a simulation encodes its features anew for every
 * repeat, and shared memories reserve far more address space than they use.
 */
function reusingAllocator(): MatrixAllocator {
  let last: FeatureMatrix | undefined;
  return (rows, columns) => {
    if (last?.rows === rows && last.columns === columns) {
      last.data.fill(0);
      forgetCodes(last);
    } else last = allocateSharedMatrix(rows, columns);
    return last;
  };
}

/** @param threads for large pools; by default as many as the processor runs at once. */
export function openWorkshop(threads?: number): Workshop {
  const machine = createMachine(threads === undefined ? {} : { threads });
  return { machine, allocate: reusingAllocator(), close: () => machine.close() };
}
