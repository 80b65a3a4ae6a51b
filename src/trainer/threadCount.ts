import { availableParallelism } from 'node:os';

/** Threads to use when `wanted` are asked for; 0 stands for all cores but one, which keeps the editor alive. */
export const threadCount = (wanted: number): number =>
  wanted > 0 ? wanted : Math.max(1, availableParallelism() - 1);
