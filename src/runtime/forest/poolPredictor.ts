import { predictByDescent } from '../../engine/forest/descent.ts';
import type { Forest } from '../../engine/forest/types.ts';
import { blockRows, type FeatureMatrix } from '../../engine/matrix.ts';
import type { CancelSignal, Probabilities } from '../../engine/types.ts';
import { memoryOf, type MatrixMemory } from '../sharedMatrix.ts';
import { compileBits, suitsBits } from './bitProgram.ts';
import { CodePlanes } from './codePlane.ts';
import { prepareDescent } from './descentProgram.ts';
import { MemoryRegions } from './memoryRegion.ts';
import type { PoolJob } from './poolJob.ts';
import type { PoolProgram } from './poolProgram.ts';
import { PoolThreads } from './poolThreads.ts';

const columnBytes = blockRows * Float32Array.BYTES_PER_ELEMENT;

/**
 * Predicts every row of a matrix by the kernel `bits`: by split bits where all leaves are pure, else by descent. Where
 * no memory has room for the forest it goes the plain way.
 */
export class PoolPredictor {
  readonly #threads: PoolThreads;
  readonly #planes: CodePlanes;
  readonly #regions = new MemoryRegions();
  /** Where blocks of matrices without a memory of their own are copied to. */
  #copies: WebAssembly.Memory | undefined;

  constructor(module: WebAssembly.Module, threads: number) {
    this.#threads = new PoolThreads(module, threads);
    this.#planes = new CodePlanes(this.#threads);
  }

  /** Mean over the trees of every row's class shares. @throws CancelledError when the signal is raised. */
  predict(forest: Forest, matrix: FeatureMatrix, signal: CancelSignal): Probabilities {
    const program = suitsBits(forest) ? compileBits(forest) : prepareDescent(forest);
    const own = memoryOf(matrix);
    const data =
      (own && this.#predictInPlace(program, matrix, own, signal)) ??
      this.#predictCopies(program, matrix, signal);
    if (data === undefined) return predictByDescent(forest, matrix);
    return { rows: matrix.rows, classes: forest.outputs, data };
  }

  close(): void {
    this.#threads.close();
  }

  /** @returns undefined when the memory has no room for program and results. */
  #predictInPlace(
    program: PoolProgram,
    matrix: FeatureMatrix,
    own: MatrixMemory,
    signal: CancelSignal,
  ): Float32Array | undefined {
    const { memory, address } = own;
    const blocks = Math.ceil(matrix.rows / blockRows);
    const threads = this.#threads.threadsFor(blocks);
    const layout = layOutJob(program, threads, blocks);
    const start = this.#regions.claim(memory, layout.end);
    if (start === undefined) return undefined;
    const plane = program.run === 'predictBlock' ? this.#planes.planeOf(matrix, own, signal) : undefined;
    program.write(memory.buffer, start, program.columns, plane);
    const blockBytes = matrix.columns * columnBytes;
    const job: PoolJob = { ...jobAt(program, layout, start), blocks, matrix: address, blockBytes };
    this.#threads.run(job, memory, signal);
    return new Float32Array(memory.buffer, job.output, matrix.rows * program.outputs).slice();
  }

  /**
   * Block after block on the calling thread; only the columns that the forest looks at are copied.
   * @returns undefined when the memory cannot grow so far.
   */
  #predictCopies(
    program: PoolProgram,
    matrix: FeatureMatrix,
    signal: CancelSignal,
  ): Float32Array | undefined {
    this.#copies ??= new WebAssembly.Memory({ initial: 1, maximum: 65536, shared: true });
    const memory = this.#copies;
    const layout = layOutJob(program, 1, 1);
    const start = this.#regions.claim(memory, layout.end + program.columns.length * columnBytes);
    if (start === undefined) return undefined;
    program.write(memory.buffer, start, Int32Array.from(program.columns.keys()));
    const copy = start + layout.end;
    const job: PoolJob = { ...jobAt(program, layout, start), blocks: 1, matrix: copy, blockBytes: 0 };
    const copied = new Float32Array(memory.buffer, copy, program.columns.length * blockRows);
    const output = new Float32Array(memory.buffer, job.output, blockRows * program.outputs);
    const data = new Float32Array(matrix.rows * program.outputs);
    for (let row = 0; row < matrix.rows; row += blockRows) {
      copyBlock(matrix, row, program.columns, copied);
      this.#threads.run(job, memory, signal);
      const rows = Math.min(blockRows, matrix.rows - row);
      data.set(output.subarray(0, rows * program.outputs), row * program.outputs);
    }
    return data;
  }
}

function copyBlock(matrix: FeatureMatrix, row: number, columns: Int32Array, target: Float32Array): void {
  const block = row * matrix.columns;
  columns.forEach((column, index) => {
    const first = block + column * blockRows;
    target.set(matrix.data.subarray(first, first + blockRows), index * blockRows);
  });
}

/** Offsets of program, scratch memory of every thread, and results, padded to whole blocks. */
function layOutJob(program: PoolProgram, threads: number, blocks: number) {
  const scratchBytes = Math.ceil(program.scratchBytes / 64) * 64;
  const outputBytes = program.outputs * columnBytes;
  const scratch = Math.ceil(program.byteLength / 64) * 64;
  const output = scratch + threads * scratchBytes;
  return { scratch, scratchBytes, output, outputBytes, end: output + blocks * outputBytes };
}

function jobAt(program: PoolProgram, layout: ReturnType<typeof layOutJob>, start: number) {
  return {
    run: program.run,
    program: start,
    scratch: start + layout.scratch,
    scratchBytes: layout.scratchBytes,
    output: start + layout.output,
    outputBytes: layout.outputBytes,
  };
}
