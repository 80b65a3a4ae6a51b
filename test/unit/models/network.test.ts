import { describe, expect, it } from 'vitest';
import { createCancelSource, neverCancelled } from '../../../src/engine/cancel.ts';
import { CancelledError, HumanError } from '../../../src/engine/errors.ts';
import { shuffled } from '../../../src/engine/math/shuffle.ts';
import { allocateMatrix } from '../../../src/engine/matrix.ts';
import { cnn } from '../../../src/engine/models/cnn.ts';
import { layersFor } from '../../../src/engine/models/cnn/layers.ts';
import { mlp } from '../../../src/engine/models/mlp.ts';
import { centeredRows, centeringOf } from '../../../src/engine/models/mlp/centering.ts';
import { Adam } from '../../../src/engine/network/adam.ts';
import { designNetwork, sizeOf } from '../../../src/engine/network/design.ts';
import { fitNetwork } from '../../../src/engine/network/fitNetwork.ts';
import { ends, gradientGraph, gradientOf } from '../../../src/engine/network/graphs.ts';
import { batchOf, type Instances } from '../../../src/engine/network/instances.ts';
import { isMeasured } from '../../../src/engine/network/measuring.ts';
import { copyOf, initialParameters, tensorsNamed } from '../../../src/engine/network/parameters.ts';
import { maskOf } from '../../../src/engine/network/plainLayers.ts';
import type { Layer } from '../../../src/engine/network/types.ts';
import { createRng } from '../../../src/engine/rng.ts';
import type { EpochReport, FitContext, TrainingSet } from '../../../src/engine/types.ts';
import { blobs, plainMachine, range } from '../engine/blobs.ts';

const { graphs } = plainMachine();

function training(labeled: number, classes = 3, columns = 4): TrainingSet {
  const { features, labels } = blobs(120, classes, 4, columns);
  const rows = Int32Array.from(range(0, labeled));
  return { features, rows, labels: labels.slice(0, labeled), classCount: classes };
}

const contextWith = (over: Partial<FitContext> = {}): FitContext => ({
  rng: createRng(1),
  signal: neverCancelled,
  options: {},
  machine: plainMachine(),
  ...over,
});

describe('gradients', () => {
  const layers: readonly Layer[] = [
    { kind: 'convolution', channels: 3 } as const,
    { kind: 'relu' } as const,

    { kind: 'convolution', channels: 9 } as const,
    { kind: 'maxPool' } as const,
    { kind: 'flatten' } as const,
    { kind: 'dense', units: 5 } as const,
    { kind: 'dropout', probability: 0.4 } as const,
  ];
  const design = designNetwork([2, 6, 6], layers, 3);
  const rng = createRng(8);
  const normal = (): number =>
    Array.from({ length: 6 }, () => rng.uniform() - 0.5).reduce((sum, x) => sum + x);
  const data: Instances = {
    shape: design.input,
    count: 4,
    classes: 3,
    labels: Int32Array.of(0, 1, 2, 1),
    values: Float32Array.from({ length: 4 * sizeOf(design.input) }, normal),
  };

  it('are the slopes of the loss, dropout on', async () => {
    const program = await graphs.compile(gradientGraph(design, true));
    const parameters = initialParameters(design, createRng(2));
    const mask = Float32Array.from({ length: 20 }, (_, index) => (index % 3 === 0 ? 0 : 1 / 0.6));
    const lossAt = async (weights: typeof parameters) =>
      program.run({
        ...tensorsNamed(weights, (name) => name),
        ...batchOf(data, Int32Array.of(0, 1, 2, 3)),
        [ends.scale]: { dims: [1], data: Float32Array.of(1) },
        [maskOf('layer7')]: { dims: [4, 5], data: mask },
      });
    const exact = await lossAt(parameters);
    const directions = createRng(3);
    const step = 2 ** -11;
    for (const [name, { data: values }] of parameters) {
      const gradient = exact[gradientOf(name)]!.data;
      const size = Math.hypot(...gradient);
      expect(size).toBeGreaterThan(0.05);
      // Along several directions through all weights of a layer: one wrong gradient among them would show.
      for (let repeat = 0; repeat < 5; repeat++) {
        const direction = values.map(() => (directions.uniform() < 0.5 ? -1 : 1) / Math.sqrt(values.length));
        const moved = async (by: number): Promise<number> => {
          const weights = copyOf(parameters);
          weights.get(name)!.data.forEach((_, index, data) => (data[index]! += by * direction[index]!));
          return (await lossAt(weights))[ends.loss]!.data[0]!;
        };
        const slope = ((await moved(step)) - (await moved(-step))) / (2 * step);
        const along = gradient.reduce((sum, value, index) => sum + value * direction[index]!, 0);
        expect(Math.abs(along - slope)).toBeLessThan(0.01 * size);
      }
    }
  });
});

describe('training', () => {
  it('reports every epoch, and the loss falls', async () => {
    const reports: EpochReport[] = [];
    const options = { epochs: 6, minimumSteps: 0, learningRate: 1e-2 };
    await mlp.fit(training(90), contextWith({ options, report: (report) => reports.push(report) }));
    expect(reports.map(({ epoch, epochs }) => [epoch, epochs])).toEqual(
      range(1, 7).map((epoch) => [epoch, 6]),
    );
    expect(reports.at(-1)!.loss).toBeLessThan(0.7 * reports[0]!.loss);
    expect(reports.at(-1)!.accuracy).toBeGreaterThan(reports[0]!.accuracy);
  });

  it('takes the steps asked for, however few the labels', async () => {
    const reports: EpochReport[] = [];
    const options = { epochs: 2, minimumSteps: 40, batchSize: 8 };
    await mlp.fit(training(20), contextWith({ options, report: (report) => reports.push(report) }));
    expect(reports).toHaveLength(Math.ceil(40 / 3));
  });

  it('goes on from a network it is given, and from the state of its optimizer', async () => {
    const { features, rows, labels } = training(90);
    const data = { rows: features.rows, trainingRows: rows, labels, classes: 3 };
    const losses: number[] = [];
    const context = contextWith({ report: ({ loss }) => losses.push(loss) });
    const recipe = {
      layers: [{ kind: 'dense', units: 8 } as const, { kind: 'relu' } as const],
      input: [4],
      read: centeredRows(features, centeringOf(features)),
      optimizer: { learningRate: 1e-2, weightDecay: 0 },
      epochs: 4,
      minimumSteps: 0,
      batchSize: 16,
    };
    const first = await fitNetwork(recipe, data, context);
    const started = copyOf(first.parameters);
    const second = await fitNetwork({ ...recipe, epochs: 1, from: first }, data, context);
    expect(losses[4]).toBeLessThan(losses[3]!);
    expect([second.parameters, second.optimizer]).toEqual([first.parameters, first.optimizer]);
    // The same weights and a new optimizer take other steps: its moments are those of no gradient yet.
    const fresh = { parameters: started, optimizer: new Adam(started, recipe.optimizer) };
    const other = await fitNetwork({ ...recipe, epochs: 1, from: fresh }, data, context);
    expect(losses[5]).not.toBe(losses[4]);
    expect(other.parameters).not.toEqual(second.parameters);
  });

  it('stops between batches when cancelled', async () => {
    const source = createCancelSource();
    const report = () => source.cancel();
    const fit = async () => mlp.fit(training(60), contextWith({ signal: source.signal, report }));
    await expect(fit()).rejects.toThrow(CancelledError);
  });

  it('keeps the last sound weights when the loss diverges, and says so', async () => {
    const said: string[] = [];
    const set = training(60);
    const values = set.features.data.slice();
    values.set(values.map((value) => value * 1e38));
    const machine = { ...plainMachine(), say: (sentence: string) => void said.push(sentence) };
    const features = { ...set.features, data: values };
    const model = await cnn.fit({ ...set, features }, contextWith({ machine, options: { learningRate: 1 } }));
    const { data } = await model.predictAll();
    expect(said).toEqual([
      expect.stringMatching(/^Training diverged in epoch \d+ of \d+.*learningRate.*1\.$/u),
    ]);
    expect(data).toHaveLength(360);
  });

  it.each([
    ['within an epoch', 16, 1],
    ['with the step of an epoch', 1000, 2],
  ])('goes back to weights with a finite loss when it diverges %s', async (_when, batchSize, epoch) => {
    const said: string[] = [];
    const machine = { ...plainMachine(), say: (sentence: string) => void said.push(sentence) };
    const fit = (learningRate: number) =>
      mlp.fit(
        training(60),
        contextWith({ machine, options: { epochs: 4, minimumSteps: 0, batchSize, learningRate } }),
      );
    const diverged = await fit(1e30);
    expect(said).toEqual([expect.stringMatching(`diverged in epoch ${epoch} of 4`)]);
    // Without any step the weights are those it begins with.
    expect(await diverged.predictAll()).toEqual(await (await fit(0)).predictAll());
  });

  it('leaves out what was measured at weights that diverged', async () => {
    const measure = { rows: Int32Array.of(5, 17, 2), epochs: 10, deltaSample: 0, penalized: false };
    const options = { epochs: 4, minimumSteps: 0, batchSize: 1000, learningRate: 1e30 };
    const model = await mlp.fit(training(60), contextWith({ options, measure }));
    expect(model.view('network')!.measured).toHaveLength(1);
    expect(model.view('network')!.measured[0]!.total).toBeGreaterThan(0);
  });

  it('measures the rows asked for at ten epochs at most, the first included', async () => {
    const measure = { rows: Int32Array.of(5, 17, 2), epochs: 10, deltaSample: 0, penalized: false };
    const options = { epochs: 25, minimumSteps: 0 };
    const model = await mlp.fit(training(40), contextWith({ options, measure }));
    const network = model.view('network')!;
    expect(network.measured).toHaveLength(10);
    expect(network.measured.every(({ own }) => own.length === 3 && own.every((value) => value >= 0))).toBe(
      true,
    );
    const unmeasured = await mlp.fit(training(40), contextWith({ options }));
    expect(await unmeasured.predictAll()).toEqual(await model.predictAll());
    expect(unmeasured.view('network')!.measured).toEqual([]);
  });

  it('measures before the first step of an epoch, with dropout off', async () => {
    const measure = { rows: Int32Array.of(5, 17, 2), epochs: 3, deltaSample: 0, penalized: false };
    const measuredAt = async (learningRate: number) => {
      const options = { epochs: 3, minimumSteps: 0, dropout: 0.5, learningRate };
      const model = await mlp.fit(training(40), contextWith({ options, measure }));
      return model.view('network')!.measured;
    };
    // Masks differ from epoch to epoch, and these weights do not.
    const [first, ...others] = await measuredAt(0);
    expect(others).toEqual([first, first]);
    const learned = await measuredAt(1e-2);
    expect(learned[0]).toEqual(first);
    expect(learned[1]).not.toEqual(first);
  });

  it('estimates the gradient of all rows from some of them', async () => {
    const rows = Int32Array.from(range(0, 20));
    const model = await mlp.fit(training(100), contextWith());
    const network = model.view('network')!;
    const exact = await network.measure({ rows, epochs: 1, deltaSample: 0, penalized: false });
    const same = await network.measure({ rows, epochs: 1, deltaSample: 100, penalized: false });
    const half = await network.measure({ rows, epochs: 1, deltaSample: 50, penalized: false });
    expect(same).toEqual(exact);
    expect(half.own).toEqual(exact.own);
    expect(half.total).not.toBe(exact.total);
  });
});

it.each([
  [10, 10, range(0, 10)],
  [4, 10, range(0, 4)],
  [25, 10, [0, 3, 5, 8, 10, 13, 15, 18, 20, 23]],
  [100, 4, [0, 25, 50, 75]],
])('of %i epochs, %i evenly spaced ones are measured', (epochs, wanted, expected) => {
  expect(range(0, epochs).filter((epoch) => isMeasured(epoch, epochs, wanted))).toEqual(expected);
});

it('shuffles every number once, by the stream', () => {
  expect(shuffled(50, createRng(1)).toSorted()).toEqual(Int32Array.from(range(0, 50)));
  expect(shuffled(50, createRng(1))).not.toEqual(shuffled(50, createRng(2)));
});

describe('the convolutional network', () => {
  it('is the one of the paper for colored pictures of 32 × 32', () => {
    const { parameters } = designNetwork(
      [3, 32, 32],
      layersFor({ channels: 3, width: 32, height: 32 }, 0.1),
      10,
    );
    const weights = parameters.reduce((sum, { dims }) => sum + sizeOf(dims), 0);
    // 5,852,170 in the paper's code, of which its batch normalizations are 832.
    expect(weights).toBe(5_852_170 - 832);
  });

  it.each([1, 2, 3, 9, 16, 32, 64])('has a shape for pictures with a side of %i', (side) => {
    const design = designNetwork(
      [1, side, side],
      layersFor({ channels: 1, width: side, height: side }, 0.1),
      2,
    );
    expect(design.parameters.every(({ dims }) => dims.every((dim) => dim > 0))).toBe(true);
  });

  it('refuses what is no picture, with a way out', async () => {
    const features = allocateMatrix(10, 4);
    const fit = async () => cnn.fit({ ...training(8), features }, contextWith());
    await expect(fit()).rejects.toThrow(HumanError);
    await expect(fit()).rejects.toThrow(/choose mlp or forest/u);
  });
});
