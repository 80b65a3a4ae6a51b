import { totalmem } from 'node:os';
import { HumanError } from '../engine/errors.ts';
import { matrixLength, type FeatureMatrix, type MatrixAllocator } from '../engine/matrix.ts';

const page = 2 ** 16;
/** Pages that a 32-bit kernel can address. */
const mostPages = 2 ** 16;
/** Left for programs and results beside the matrix. */
const sparePages = mostPages / 16;
/** The first page is the kernels' own. */
const matrixAddress = page;
/** Below that many bytes a matrix of its own memory is not worth it: blocks are copied to the kernel. */
const smallest = 2 ** 20;

/** A matrix that lies in a memory which kernels read in place. */
export interface MatrixMemory {
  readonly memory: WebAssembly.Memory;
  /** Address of the first block, in bytes. */
  readonly address: number;
}

const memories = new WeakMap<ArrayBufferLike, WebAssembly.Memory>();

/**
 * A matrix on shared memory: in a WebAssembly memory of its own where it pays and fits 4 GiB, so that kernels
 * on all threads read it in place, else in a SharedArrayBuffer whose blocks are copied to the kernel.
 * @throws HumanError saying how much memory the matrix needs where the machine has less.
 */
export const allocateSharedMatrix: MatrixAllocator = (rows, columns) => {
  const bytes = matrixLength(rows, columns) * Float32Array.BYTES_PER_ELEMENT;
  // Where memory is promised freely it is missed only when it is filled, and then the whole process ends.
  if (bytes > totalmem()) throw tooLarge(rows, columns, bytes);
  try {
    return allocate(rows, columns, bytes);
  } catch (error) {
    throw error instanceof RangeError ? tooLarge(rows, columns, bytes, error) : error;
  }
};

function allocate(rows: number, columns: number, bytes: number): FeatureMatrix {
  const pages = 1 + Math.ceil(bytes / page);
  if (bytes < smallest || pages > mostPages - sparePages) {
    return { rows, columns, data: new Float32Array(new SharedArrayBuffer(bytes)) };
  }
  return openMatrix({
    rows,
    columns,
    memory: new WebAssembly.Memory({ initial: pages, maximum: mostPages, shared: true }),
  });
}

const megabytes = (bytes: number): string => Math.ceil(bytes / 1024 ** 2).toLocaleString('en');

const tooLarge = (rows: number, columns: number, bytes: number, cause?: unknown): HumanError =>
  new HumanError(
    `The features of this dataset do not fit into memory: ${rows.toLocaleString('en')} samples × ${columns.toLocaleString('en')} columns need ${megabytes(bytes)} MB, and this machine has ${megabytes(totalmem())} MB. Leave out samples or columns.`,
    { cause },
  );

/**
 * Where a memory keeps what is known about its matrix's code plane (forest/codePlane.ts): the end of the kernels' page,
 * which they leave alone.
 */
export const planeRecordOf = ({ buffer }: WebAssembly.Memory): Uint32Array =>
  new Uint32Array(buffer, matrixAddress - 8, 2);

/** The memory a matrix was allocated in, if it has one of its own. */
export function memoryOf({ data }: FeatureMatrix): MatrixMemory | undefined {
  const memory = memories.get(data.buffer);
  return memory && { memory, address: data.byteOffset };
}

/** A matrix on its way to another thread of the process, by `postMessage` or `workerData`. */
export type SharedMatrix =
  (Omit<FeatureMatrix, 'data'> & { readonly memory: WebAssembly.Memory }) | FeatureMatrix;

/** What to post: a memory itself travels, so that kernels of the other thread read the matrix in place as well. */
export function shareMatrix(matrix: FeatureMatrix): SharedMatrix {
  const { data: _data, ...shape } = matrix;
  const own = memoryOf(matrix);
  return own ? { ...shape, memory: own.memory } : matrix;
}

/** The matrix of a posted one. */
export function openMatrix(shared: SharedMatrix): FeatureMatrix {
  if ('data' in shared) return shared;
  const { memory, ...shape } = shared;
  memories.set(memory.buffer, memory);
  const length = matrixLength(shape.rows, shape.columns);
  return { ...shape, data: new Float32Array(memory.buffer, matrixAddress, length) };
}
