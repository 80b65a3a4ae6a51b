import { neverCancelled } from '../../../engine/cancel.ts';
import {
  directSimilarity,
  leaveOneOutDistance,
  type ImportanceScore,
} from '../../../engine/igradv/scores.ts';
import {
  instanceScalars,
  summedGradient,
  type GradientPrograms,
  type GradientScalars,
} from '../../../engine/network/gradients.ts';
import { gradientGraph, instanceGraph } from '../../../engine/network/graphs.ts';
import { initialParameters, innerProduct } from '../../../engine/network/parameters.ts';
import { createRng } from '../../../engine/rng.ts';
import { createMachine } from '../../../runtime/machine.ts';
import { timed } from '../measure.ts';
import type { BenchContext, Contest } from '../types.ts';
import { everyPlace, noisePictures, paperDesign } from './pictures.ts';
import { onOneAndAllThreads } from './threads.ts';

const count = 500;

async function open(threads: number) {
  const machine = createMachine({ threads });
  const programs: GradientPrograms = {
    parameters: initialParameters(paperDesign, createRng('bench')),
    gradient: await machine.graphs.compile(gradientGraph(paperDesign, false)),
    instance: await machine.graphs.compile(instanceGraph(paperDesign)),
    signal: neverCancelled,
  };
  const data = noisePictures(count);
  const delta = await summedGradient(programs, data, everyPlace(25));
  const measure = async (): Promise<GradientScalars> => ({
    total: innerProduct(delta, delta),
    ...(await instanceScalars(programs, data, everyPlace(count), delta)),
  });
  return { measure, machine };
}

/** ‖δ‖², ⟨δ, δₓ⟩ and ‖δₓ‖² of 500 pictures, δ given. */
export const scalars = onOneAndAllThreads('neural-scalars', (id, words, threadsOf) => ({
  id,
  group: 'neural',
  title: `the scalars of 500 instances in the IGradV network, ${words}`,
  async prepare({ pyTorch, threads: all }: BenchContext): Promise<Contest> {
    const threads = threadsOf(all);
    const { measure, machine } = await open(threads);
    const rival = (name: string, operation: string, target: number) => ({
      name,
      threads,
      target,
      run: () => pyTorch!.ask({ operation, count, threads }),
    });
    const rivals = [rival('PyTorch, batched alike', 'batched', 1), rival('PyTorch, one by one', 'loop', 2)];
    return { ours: () => timed(measure), rivals: pyTorch ? rivals : [], close: () => machine.close() };
  },
}));

/** LD needs what DS needs; the paper's took four to ten times as long. */
export const distances = onOneAndAllThreads('neural-ld', (id, words, threadsOf) => ({
  id,
  group: 'neural',
  title: `LD of 500 instances, against DS of our own, ${words}`,
  async prepare({ threads: all }: BenchContext): Promise<Contest> {
    const threads = threadsOf(all);
    const { measure, machine } = await open(threads);
    const score = (technique: ImportanceScore) => async (): Promise<void> => {
      technique(await measure());
    };
    return {
      ours: () => timed(score(leaveOneOutDistance)),
      rivals: [{ name: 'DS', threads, target: 0.95, run: () => timed(score(directSimilarity)) }],
      close: () => machine.close(),
    };
  },
}));
