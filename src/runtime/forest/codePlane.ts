import { totalmem } from 'node:os';
import { blockRows, type FeatureMatrix } from '../../engine/matrix.ts';
import type { CancelSignal } from '../../engine/types.ts';
import { memoryOf, planeRecordOf, type MatrixMemory } from '../sharedMatrix.ts';
import { chooseCoding } from './columnCoding.ts';
import { growMemory } from './memoryRegion.ts';
import type { PoolThreads } from './poolThreads.ts';

/** Smaller matrices stay in the processor's caches, where codes gain nothing. */
const smallest = 2 ** 24;
/** Address space left for programs and results. */
const spareBytes = 2 ** 28;
const addressableBytes = 2 ** 32;
/** A plane takes at most that part of the machine's memory. */
const partOfMachine = 1 / 8;

/** What the memory of a matrix records of its plane; the record starts as zeros. */
const field = { state: 0, address: 1 } as const;
const state = { unseen: 0, seen: 1, making: 2, ready: 3, noRoom: 4 } as const;

/** Head of a plane as kernels/parts/codePlane.ts reads it: three integers, then center and scale of each column. */
const headBytes = 16;

/**
 * Code planes: 16-bit codes of large matrices, which lie behind them in their memory and halve what predictions read
 * (docs/forest.md). The memory itself records its plane, so that all threads and predictors share one.
 */
export class CodePlanes {
  readonly #threads: PoolThreads;

  constructor(threads: PoolThreads) {
    this.#threads = threads;
  }

  /**
   * Address of a matrix's plane. The second call for a matrix makes it, on all threads; whoever asks meanwhile does
   * without.
   * @returns undefined where there is none, or none yet. @throws CancelledError when the signal is raised.
   */
  planeOf(matrix: FeatureMatrix, own: MatrixMemory, signal: CancelSignal): number | undefined {
    if (matrix.data.byteLength < smallest) return undefined;
    const record = planeRecordOf(own.memory);
    const known = Atomics.load(record, field.state);
    if (known === state.ready) return record[field.address];
    if (known === state.unseen) Atomics.compareExchange(record, field.state, state.unseen, state.seen);
    if (known !== state.seen) return undefined;
    const isOurs = Atomics.compareExchange(record, field.state, state.seen, state.making) === state.seen;
    return isOurs ? this.#make(matrix, own, record, signal) : undefined;
  }

  #make(matrix: FeatureMatrix, own: MatrixMemory, record: Uint32Array, signal: CancelSignal) {
    record[field.address] ||= claimPlane(matrix, own.memory) ?? 0;
    const plane = record[field.address]!;
    let reached: number = plane === 0 ? state.noRoom : state.seen;
    try {
      if (plane === 0) return undefined;
      this.#fill(plane, matrix, own, signal);
      reached = state.ready;
      return plane;
    } finally {
      Atomics.store(record, field.state, reached);
    }
  }

  #fill(plane: number, matrix: FeatureMatrix, { memory, address }: MatrixMemory, signal: CancelSignal): void {
    const codes = plane + codesOffset(matrix);
    new Uint32Array(memory.buffer, plane, 3).set([address, codes, matrix.columns]);
    new Float32Array(memory.buffer, plane + headBytes, 2 * matrix.columns).set(chooseCoding(matrix));
    const blocks = Math.ceil(matrix.rows / blockRows);
    const blockBytes = matrix.data.byteLength / blocks;
    const job = { run: 'encodeBlock', blocks, program: plane, scratch: 0, scratchBytes: 0 } as const;
    const places = { matrix: address, blockBytes, output: codes, outputBytes: blockBytes / 2 };
    this.#threads.run({ ...job, ...places }, memory, signal);
  }
}

/** To be called when the values of a matrix have changed: the next predictions read them, and its codes are made anew. */
export function forgetCodes(matrix: FeatureMatrix): void {
  const own = memoryOf(matrix);
  if (own) Atomics.store(planeRecordOf(own.memory), field.state, state.unseen);
}

const codesOffset = ({ columns }: FeatureMatrix): number => Math.ceil((headBytes + 8 * columns) / 64) * 64;

function claimPlane(matrix: FeatureMatrix, memory: WebAssembly.Memory): number | undefined {
  const bytes = codesOffset(matrix) + matrix.data.byteLength / 2;
  if (bytes > partOfMachine * totalmem()) return undefined;
  if (memory.buffer.byteLength + bytes + spareBytes > addressableBytes) return undefined;
  return growMemory(memory, bytes)?.address;
}
