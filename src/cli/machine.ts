import { createMachine } from '../runtime/machine.ts';
import { reusingAllocator } from '../runtime/reusingAllocator.ts';
import type { MatrixAllocator } from '../engine/matrix.ts';
import type { Machine } from '../engine/types.ts';
import { noticeOnce } from './output.ts';

/** The arithmetic of this process, and the memory its matrices lie in. */
export interface Workshop {
  readonly machine: Machine;
  readonly allocate: MatrixAllocator;
  close(): void;
}

/**
 * @param threads for large pools; by default as many as the processor runs at once.
 * @param notice hears what is the matter with this machine; by default the person, once.
 */
export function openWorkshop(threads?: number, notice = noticeOnce): Workshop {
  const machine = createMachine({ notice, ...(threads !== undefined && { threads }) });
  return { machine, allocate: reusingAllocator(), close: () => machine.close() };
}
