// A thread of the prediction pool: sleeps until there is a job, works off blocks, sleeps again.
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { PoolControl } from './poolControl.ts';
import { openKernel, type PoolKernel } from './poolJob.ts';

/** What the pool passes on start. */
export interface PoolWorkerData {
  readonly control: SharedArrayBuffer;
  readonly module: WebAssembly.Module;
  readonly thread: number;
}

/** A memory that jobs will lie in, posted before the first of them. */
export interface MemoryMessage {
  readonly number: number;
  readonly memory: WebAssembly.Memory;
}

const { control: shared, module, thread } = workerData as PoolWorkerData;
const control = new PoolControl(shared);
let current: { readonly number: number; readonly kernel: PoolKernel } | undefined;

/** The thread never returns to its event loop, so it takes its messages by hand. */
function kernelOf(number: number): PoolKernel {
  while (current?.number !== number) {
    const received = receiveMessageOnPort(parentPort!) as { message: MemoryMessage } | undefined;
    if (!received) continue;
    const { message } = received;
    current = { number: message.number, kernel: openKernel(module, message.memory) };
  }
  return current.kernel;
}

let seen: number;
do {
  seen = control.wakeUps;
  control.work(thread, kernelOf);
} while (control.sleep(seen));
