/** The thread that learns a strategy from labels; see threadContracts.ts. */
import { neverCancelled } from '../engine/cancel.ts';
import { sampleForWarmStart } from '../engine/lal/warmStart.ts';
import { serve } from '../protocol/channel.ts';
import { learnOnThreads } from '../runtime/lal/learnOwn.ts';
import { writeOwnRegressor } from '../runtime/ownRegressor.ts';
import { openMatrix } from '../runtime/sharedMatrix.ts';
import { strategyContract } from './threadContracts.ts';
import { threadPort } from './threadPort.ts';

const service = serve(
  strategyContract,
  {
    async learn({ features, classCount, threads, folder, labeledRows, labels, seed }) {
      const started = performance.now();
      const matrix = openMatrix(features);
      const sample = sampleForWarmStart(matrix, labeledRows, labels, classCount, seed);
      const onProgress = (fraction: number): void => service.emit('progress', { fraction });
      // Nobody cancels here: the thread is ended instead.
      const learned = await learnOnThreads(sample, seed, threads, neverCancelled, onProgress);
      await writeOwnRegressor(folder, learned.regressor);
      const { reductions, versusRandom, versusUncertainty } = learned.judgment;
      const { random, uncertainty, lal } = reductions;
      return {
        labels: sample.labels.length,
        seconds: (performance.now() - started) / 1000,
        reductions: { random, uncertainty, lal },
        versusRandom,
        versusUncertainty,
      };
    },
  },
  threadPort(),
  (problem) => console.error(problem),
);
