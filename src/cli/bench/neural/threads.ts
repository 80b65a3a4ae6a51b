import type { Benchmark } from '../types.ts';

type ForThreads = (id: string, words: string, threadsOf: (all: number) => number) => Benchmark;

/** The same benchmark on one thread and on all. */
export const onOneAndAllThreads = (id: string, benchmark: ForThreads): readonly [Benchmark, Benchmark] => [
  benchmark(id, 'one thread', () => 1),
  benchmark(`${id}-threads`, 'all threads', (all) => all),
];
