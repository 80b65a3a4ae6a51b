import { neverCancelled } from '../../../engine/cancel.ts';
import { Adam } from '../../../engine/network/adam.ts';
import { gradientGraph } from '../../../engine/network/graphs.ts';
import { initialParameters } from '../../../engine/network/parameters.ts';
import { train } from '../../../engine/network/training.ts';
import { createRng } from '../../../engine/rng.ts';
import { createMachine } from '../../../runtime/machine.ts';
import { timed } from '../measure.ts';
import type { BenchContext, Contest } from '../types.ts';
import { noisePictures, paperDesign } from './pictures.ts';
import { onOneAndAllThreads } from './threads.ts';

const count = 1000;
const batchSize = 32;

export const epochs = onOneAndAllThreads('neural-epoch', (id, words, threadsOf) => ({
  id,
  group: 'neural',
  title: `one training epoch of the IGradV network, 1,000 pictures, batch 32, ${words}`,
  prepare: (context) => prepare(context, threadsOf(context.threads)),
}));

async function prepare({ pyTorch }: BenchContext, threads: number): Promise<Contest> {
  const machine = createMachine({ threads });
  const program = await machine.graphs.compile(gradientGraph(paperDesign, true));
  const parameters = initialParameters(paperDesign, createRng('bench'));
  const optimizer = new Adam(parameters, { learningRate: 1e-4, weightDecay: 5e-4 }, machine.moveWeights);
  const trainee = { design: paperDesign, parameters, optimizer, program };
  const data = noisePictures(count);
  const plan = {
    epochs: 1,
    batchSize,
    rng: createRng(1),
    signal: neverCancelled,
    now: machine.now,
    report: undefined,
  };
  return {
    ours: () => timed(() => train(trainee, data, plan)),
    rivals: pyTorch
      ? [
          {
            name: 'PyTorch',
            threads,
            target: 0.77,
            run: () => pyTorch.ask({ operation: 'epoch', count, batch: batchSize, threads }),
          },
        ]
      : [],
    close: () => machine.close(),
  };
}
