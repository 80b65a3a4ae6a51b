import { describe, expect, it } from 'vitest';
import { openDataset } from '../../../src/data/open.ts';
import { simulateRepeat } from '../../../src/engine/simulation/repeat.ts';
import { simulationReport, type SimulationReport } from '../../../src/engine/simulation/report.ts';
import { createMachine } from '../../../src/runtime/machine.ts';
import { allocateSharedMatrix } from '../../../src/runtime/sharedMatrix.ts';
import { writeTable } from './datasets.ts';
import { supervise, until } from './supervision.ts';

const request = {
  classes: ['no', 'yes'],
  strategies: [
    { id: 'random', options: {} },
    { id: 'margin', options: {} },
  ],
  model: 'forest',
  modelOptions: { trees: 5 },
  metric: 'accuracy',
  positiveClass: 1,
  initial: 2,
  budget: 12,
  batch: 1,
  repeats: 3,
  seed: 1,
  test: 0.5,
};

const withoutTimes = ({ curves, ...report }: SimulationReport) => ({
  ...report,
  curves: curves.map(({ secondsPerQuery: _, ...curve }) => curve),
});

/** The same simulation in this process. */
async function simulatedHere(manifest: string): Promise<SimulationReport> {
  const dataset = await openDataset(manifest);
  const machine = createMachine({ threads: 1 });
  const features = (poolRows: Int32Array) => dataset.features(allocateSharedMatrix, { fitRows: poolRows });
  const simulation = { ...request, oracle: dataset.oracle };
  const results = [];
  for (const repeat of [0, 1, 2])
    results.push(await simulateRepeat(simulation, repeat, { machine, features }, { aborted: false }));
  dataset.close();
  machine.close();
  return simulationReport(dataset.name, simulation, results);
}

describe('comparing strategies', () => {
  it('finds what the command line finds, and says how far it is', async () => {
    const manifest = writeTable(80, 3);
    const { trainer, states } = supervise();
    const life = await trainer.life();
    const params = { manifest, threads: 1, request, labels: null, standing: [0, 1] };
    const report = await life.call('compare', params);
    expect(withoutTimes(report)).toEqual(withoutTimes(await simulatedHere(manifest)));
    expect(states).toContainEqual(
      expect.objectContaining({ activity: expect.objectContaining({ doing: 'comparing' }) }),
    );
  });

  it('replays the labels it is given in place of those of the data', async () => {
    const labels = new Int32Array(80).fill(-1).map((_, row) => (row < 60 ? row % 2 : -1));
    const { trainer } = supervise();
    const life = await trainer.life();
    const params = { manifest: writeTable(80, 3), threads: 1, request, labels, standing: [0, 1] };
    expect((await life.call('compare', params)).rows).toBe(60);
    const merged = { ...params, labels: null, standing: [1, 1] };
    await expect(life.call('compare', merged)).rejects.toThrow(/one class/u);
  });

  it('ends at once when it is cancelled, and the trainer goes on', async () => {
    const { trainer, pids, states } = supervise();
    const life = await trainer.life();
    const cancel = new AbortController();
    const long = { ...request, repeats: 10_000 };
    const params = { manifest: writeTable(80, 3), threads: 1, request: long, labels: null, standing: [0, 1] };
    const compared = life.call('compare', params, { signal: cancel.signal });
    await until(() => states.some(({ kind }) => kind === 'busy'));
    cancel.abort();
    await expect(compared).rejects.toMatchObject({ code: 'cancelled' });
    await expect(
      life.call('describe', { source: params.manifest.replace('label-scout.json', 'data.csv') }),
    ).resolves.toMatchObject({ kind: 'table', exists: true });
    expect(pids()).toHaveLength(1);
  });
});
