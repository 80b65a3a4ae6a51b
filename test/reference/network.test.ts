import { describe, expect, it } from 'vitest';
import { neverCancelled } from '../../src/engine/cancel.ts';
import { directSimilarity, leaveOneOutDistance } from '../../src/engine/igradv/scores.ts';
import { Adam } from '../../src/engine/network/adam.ts';
import { designNetwork } from '../../src/engine/network/design.ts';
import {
  gradientScalars,
  penalizedScalars,
  summedGradient,
  type GradientPrograms,
  type GradientScalars,
} from '../../src/engine/network/gradients.ts';
import {
  ends,
  forwardGraph,
  gradientGraph,
  gradientOf,
  instanceGraph,
} from '../../src/engine/network/graphs.ts';
import { batchOf } from '../../src/engine/network/instances.ts';
import { copyOf, tensorsNamed, zerosLike, type Parameters } from '../../src/engine/network/parameters.ts';
import type { Layer } from '../../src/engine/network/types.ts';
import { loadWebAssembly } from '../../src/runtime/onnx/load.ts';
import { createOnnxRuntime } from '../../src/runtime/onnx/onnxRuntime.ts';
import expected from './network.json' with { type: 'json' };

const relu: Layer = { kind: 'relu' };
const layers: readonly Layer[] = [
  { kind: 'convolution', channels: 8 } as const,
  { kind: 'maxPool' } as const,
  relu,
  { kind: 'convolution', channels: 8 } as const,
  { kind: 'maxPool' } as const,
  relu,
  { kind: 'flatten' } as const,
  { kind: 'dense', units: 12 } as const,
  relu,
];
const design = designNetwork([1, 10, 10], layers, 3);
const all = Int32Array.from(expected.labels.keys());
const instances = {
  shape: design.input,
  count: all.length,
  values: Float32Array.from(expected.pictures),
  labels: Int32Array.from(expected.labels),
  classes: 3,
};
const given: Readonly<Record<string, readonly number[]>> = expected.parameters;
const parameters: Parameters = new Map(
  design.parameters.map(({ name, dims }) => [name, { dims, data: Float32Array.from(given[name]!) }]),
);

const notice = (): void => undefined;
const runtimes = {
  'the native build': createOnnxRuntime({ threads: 1, notice }),
  WebAssembly: createOnnxRuntime({ threads: 1, notice }, (options) => loadWebAssembly(options, 'a test')),
};

const relativeGap = (ours: ArrayLike<number>, theirs: readonly number[]): number =>
  Math.max(...theirs.map((value, index) => Math.abs(ours[index]! - value) / Math.abs(value)));
const gap = (ours: ArrayLike<number>, theirs: readonly number[]): number =>
  Math.max(...theirs.map((value, index) => Math.abs(ours[index]! - value)));

describe.each(Object.entries(runtimes))(`PyTorch ${expected.torch} in float64, with %s`, (_, graphs) => {
  const programs = async (): Promise<GradientPrograms> => ({
    parameters,
    gradient: await graphs.compile(gradientGraph(design, false)),
    instance: await graphs.compile(instanceGraph(design)),
    signal: neverCancelled,
  });

  it('has our probabilities', async () => {
    const program = await graphs.compile(forwardGraph(design));
    const weights = tensorsNamed(parameters, (name) => name);
    const results = await program.run({ ...weights, instances: batchOf(instances, all).instances });
    expect(gap(results[ends.probabilities]!.data, expected.probabilities)).toBeLessThan(1e-6);
    expect(results[ends.embedding]!.dims).toEqual([7, 12]);
  });

  it('has our gradient of every weight', async () => {
    const delta = await summedGradient(await programs(), instances, all);
    const ours = [...delta.values()].flatMap(({ data }) => [...data]);
    expect(ours).toHaveLength(expected.delta.length);
    expect(gap(ours, expected.delta)).toBeLessThan(1e-6 * Math.max(...expected.delta.map(Math.abs)));
  });

  it.each([
    ['the loss alone', 'plain', gradientScalars],
    ['the penalty inside', 'penalized', penalizedScalars],
  ] as const)('has our scalars and scores with %s', async (_name, key, measure) => {
    const theirs = expected[key];
    const ours: GradientScalars = await measure(await programs(), instances, all, all, 1, expected.penalty);
    expect(relativeGap([ours.total], [theirs.total])).toBeLessThan(1e-5);
    expect(relativeGap(ours.along, theirs.along)).toBeLessThan(1e-5);
    expect(relativeGap(ours.own, theirs.own)).toBeLessThan(1e-5);
    expect(gap(directSimilarity(ours), theirs.directSimilarity)).toBeLessThan(1e-5);
    expect(relativeGap(leaveOneOutDistance(ours), theirs.leaveOneOutDistance)).toBeLessThan(1e-4);
  });

  it('loses as we do over ten steps of Adam', async () => {
    const program = await graphs.compile(gradientGraph(design, false));
    const weights = copyOf(parameters);
    const gradients = zerosLike(weights);
    const adam = new Adam(weights, { learningRate: 1e-2, weightDecay: expected.penalty });
    const losses: number[] = [];
    for (let step = 0; step < expected.losses.length; step++) {
      const scale = { dims: [1], data: Float32Array.of(1 / all.length) };
      const feeds = { ...tensorsNamed(weights, (name) => name), ...batchOf(instances, all), scale };
      const results = await program.run(feeds, tensorsNamed(gradients, gradientOf));
      losses.push(results[ends.loss]!.data[0]! / all.length);
      adam.step(weights, gradients);
    }
    expect(relativeGap(losses, expected.losses)).toBeLessThan(1e-5);
  });
});
