import type { FeatureMatrix, MatrixAllocator } from '../engine/matrix.ts';
import { forgetCodes } from './forest/codePlane.ts';
import { allocateSharedMatrix } from './sharedMatrix.ts';

/**
 * Gives the same memory again for the same shape, emptied: a simulation encodes its features anew for every
 * repeat, and shared memories reserve far more address space than they use.
 */
export function reusingAllocator(): MatrixAllocator {
  let last: FeatureMatrix | undefined;
  return (rows, columns) => {
    if (last?.rows === rows && last.columns === columns) {
      last.data.fill(0);
      forgetCodes(last);
    } else last = allocateSharedMatrix(rows, columns);
    return last;
  };
}
