/** The thread that compares strategies; see threadContracts.ts. */
import { openDataset } from '../data/open.ts';
import type { Dataset } from '../data/types.ts';
import { neverCancelled } from '../engine/cancel.ts';
import { viewOf } from '../engine/featureView.ts';
import { checkSimulation } from '../engine/simulation/check.ts';
import { simulateRepeat } from '../engine/simulation/repeat.ts';
import { simulationReport, type SimulationReport } from '../engine/simulation/report.ts';
import type { RepeatResult, SimulationRequest } from '../engine/simulation/types.ts';
import { serve } from '../protocol/channel.ts';
import { createMachine } from '../runtime/machine.ts';
import { reusingAllocator } from '../runtime/reusingAllocator.ts';
import { threadPort } from './threadPort.ts';
import { comparisonContract } from './threadContracts.ts';

const notice = (sentence: string): void => service.emit('notice', { sentence });

async function replay(
  dataset: Dataset,
  request: SimulationRequest,
  threads: number,
): Promise<SimulationReport> {
  const machine = createMachine({ threads, notice });
  const allocate = reusingAllocator();
  const view = viewOf(request.model);
  const features = (poolRows: Int32Array) => dataset.features(allocate, { fitRows: poolRows, view });
  const results: RepeatResult[] = [];
  for (let repeat = 0; repeat < request.repeats; repeat++) {
    // Nobody cancels here: the thread is ended instead.
    results.push(await simulateRepeat(request, repeat, { machine, features }, neverCancelled));
    service.emit('progress', { fraction: results.length / request.repeats });
  }
  return simulationReport(dataset.name, request, results);
}

const service = serve(
  comparisonContract,
  {
    async compare({ manifest, threads, request, labels, standing }) {
      const dataset = await openDataset(manifest, { threads, onNotice: notice });
      const known = dataset.oracle.map((label) => standing[label] ?? -1);
      const simulation = { ...request, oracle: labels ?? known };
      checkSimulation(simulation);
      return await replay(dataset, simulation, threads);
    },
  },
  threadPort(),
  (problem) => console.error(problem),
);
