/** The functions of the kernel `bits` that work on one block of a matrix. */
export const blockFunctions = ['predictBlock', 'descendBlock', 'encodeBlock'] as const;
export type BlockFunction = (typeof blockFunctions)[number];

/** The kernel `bits` on one memory. */
export type PoolKernel = Readonly<
  Record<BlockFunction, (program: number, scratch: number, block: number, output: number) => void>
>;

export const openKernel = (module: WebAssembly.Module, memory: WebAssembly.Memory): PoolKernel =>
  new WebAssembly.Instance(module, { env: { memory, abort } }).exports as unknown as PoolKernel;

/** AssemblyScript's trap; the kernels run without the checks that would call it. */
function abort(): never {
  throw new RangeError('The prediction kernel ran out of memory.');
}

/** Work on all blocks of a matrix: what to run, and the addresses of everything in the matrix's memory. */
export interface PoolJob {
  readonly run: BlockFunction;
  readonly blocks: number;
  readonly program: number;
  /** Scratch memory of thread 0; the others' follow at equal steps. */
  readonly scratch: number;
  readonly scratchBytes: number;
  readonly matrix: number;
  readonly blockBytes: number;
  readonly output: number;
  readonly outputBytes: number;
}

/** Works on one block on one thread. */
export function runBlock(kernel: PoolKernel, job: PoolJob, block: number, thread: number): void {
  kernel[job.run](
    job.program,
    job.scratch + thread * job.scratchBytes,
    job.matrix + block * job.blockBytes,
    job.output + block * job.outputBytes,
  );
}
