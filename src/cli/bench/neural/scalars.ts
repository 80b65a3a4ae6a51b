import { directSimilarity, leaveOneOutDistance } from '../../../engine/igradv/scores.ts';
import { instanceScalars, summedGradient, type GradientPrograms } from '../../../engine/network/gradients.ts';
import { gradientGraph, instanceGraph } from '../../../engine/network/graphs.ts';
import { initialParameters, innerProduct } from '../../../engine/network/parameters.ts';
import { createRng } from '../../../engine/rng.ts';
import { createMachine } from '../../../runtime/machine.ts';
import { timed } from '../measure.ts';
import { never } from '../trainingTable.ts';
import type { BenchContext, Benchmark, Contest } from '../types.ts';
import { everyPlace, noisePictures, paperDesign } from './pictures.ts';

const count = 500;
/** Pictures the slow rival runs. */
const part = 50;

async function open() {
  const machine = createMachine({ threads: 1 });
  const programs: GradientPrograms = {
    parameters: initialParameters(paperDesign, createRng('bench')),
    gradient: await machine.graphs.compile(gradientGraph(paperDesign, false)),
    instance: await machine.graphs.compile(instanceGraph(paperDesign)),
    signal: never,
  };
  const data = noisePictures(count);
  const delta = await summedGradient(programs, data, everyPlace(25));
  return { measure: () => instanceScalars(programs, data, everyPlace(count), delta), delta, machine };
}

/** ⟨δ, δₓ⟩ and ‖δₓ‖² of 500 pictures, δ given. */
export const scalars: Benchmark = {
  ...{ id: 'neural-scalars', group: 'neural' },
  title: 'the scalars of 500 instances in the IGradV network, one thread',
  async prepare({ pyTorch }: BenchContext): Promise<Contest> {
    const { measure, machine } = await open();
    const rival = (name: string, operation: string, target: number, scaledBy: number) => ({
      ...{ name, threads: 1, target, ...(scaledBy > 1 && { scaledBy }) },
      run: () => pyTorch!.ask({ operation, count: count / scaledBy, threads: 1 }),
    });
    const rivals = [
      rival('PyTorch, batched alike', 'batched', 1, 1),
      rival('PyTorch, one by one', 'loop', 2, count / part),
    ];
    return { ours: () => timed(measure), rivals: pyTorch ? rivals : [], close: () => machine.close() };
  },
};

/** LD needs what DS needs; the paper's took four to ten times as long. */
export const distances: Benchmark = {
  ...{ id: 'neural-ld', group: 'neural' },
  title: 'LD of 500 instances, against DS of our own, one thread',
  async prepare(): Promise<Contest> {
    const { measure, delta, machine } = await open();
    const total = innerProduct(delta, delta);
    const score = (technique: typeof directSimilarity) => async (): Promise<void> => {
      technique({ total, ...(await measure()) });
    };
    return {
      ours: () => timed(score(leaveOneOutDistance)),
      rivals: [{ name: 'DS', threads: 1, target: 0.95, run: () => timed(score(directSimilarity)) }],
      close: () => machine.close(),
    };
  },
};
