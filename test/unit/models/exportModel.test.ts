import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as onnx from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { neverCancelled } from '../../../src/engine/cancel.ts';
import { HumanError } from '../../../src/engine/errors.ts';
import { exportModel } from '../../../src/engine/learner/exportModel.ts';
import { fitModel } from '../../../src/engine/learner/fitModel.ts';
import { offsetOf } from '../../../src/engine/matrix.ts';
import { encodeGraph } from '../../../src/runtime/onnx/encode.ts';
import { writeModel } from '../../../src/runtime/onnx/writeModel.ts';
import { blobs, plainMachine, range, requestOver } from '../engine/blobs.ts';

/** Four classes, of which the third has no label. */
const data = blobs(120, 4, 6);
const labeled = range(0, 60).filter((row) => data.labels[row] !== 2);
const parts = { ...data, machine: plainMachine(), featureNames: ['a', 'b', 'c', 'd'], preprocessing: '[]' };
const small = { minimumSteps: 80, epochs: 2 };
const watch = { signal: neverCancelled, report: undefined };
const all = Int32Array.from(range(0, 120));

const labelsOf = (results: onnx.InferenceSession.ReturnType): number[] =>
  Array.from(results['label']!.data as BigInt64Array, Number);

/** Of each row the place of its greatest probability. */
const likeliest = (probabilities: Float32Array, classes: number): number[] =>
  range(0, probabilities.length / classes).map((row) => {
    const shares = [...probabilities.subarray(row * classes, (row + 1) * classes)];
    return shares.indexOf(Math.max(...shares));
  });

describe.each([
  ['forest', { trees: 20 }, [120, 4]],
  ['forest', { trees: 7, maxDepth: 3 }, [120, 4]],
  ['logistic', {}, [120, 4]],
  ['mlp', small, [120, 4]],
  ['cnn', small, [120, 1, 2, 2]],
] as const)('an exported %s with %o', (model, modelOptions, dims) => {
  const request = requestOver(data, labeled, { model, modelOptions });

  it('says in ONNX Runtime what it says here', async () => {
    const graph = await exportModel(parts, request, watch);
    const session = await onnx.InferenceSession.create(encodeGraph(graph));
    const values = Float32Array.from({ length: 480 }, (_, index) => {
      return data.features.data[offsetOf(data.features, Math.floor(index / 4), index % 4)]!;
    });
    const results = await session.run({ features: new onnx.Tensor('float32', values, dims) });
    const fitted = await fitModel(parts, request, {}, watch);
    const ours = await fitted.predictAll();
    const theirs = results['probabilities']!.data as Float32Array;
    const present = [0, 1, 3];
    const gaps = [...all].flatMap((row) =>
      present.map((label, place) => Math.abs(ours.data[row * 4 + label]! - theirs[row * 3 + place]!)),
    );
    expect(Math.max(...gaps)).toBeLessThan(1e-5);
    expect(labelsOf(results)).toEqual(likeliest(theirs, 3));
  });

  it('says the same of two classes', async () => {
    const two = blobs(60, 2, 9);
    const asked = requestOver(two, range(0, 40), { model, modelOptions });
    const own = { ...parts, ...two };
    const session = await onnx.InferenceSession.create(encodeGraph(await exportModel(own, asked, watch)));
    const values = Float32Array.from({ length: 240 }, (_, index) => {
      return two.features.data[offsetOf(two.features, Math.floor(index / 4), index % 4)]!;
    });
    const features = new onnx.Tensor('float32', values, [60, ...dims.slice(1)]);
    const results = await session.run({ features });
    const ours = await (await fitModel(own, asked, {}, watch)).predictAll();
    const theirs = results['probabilities']!.data as Float32Array;
    expect(theirs).toHaveLength(ours.data.length);
    expect(Math.max(...ours.data.map((share, index) => Math.abs(share - theirs[index]!)))).toBeLessThan(1e-5);
    expect(labelsOf(results)).toEqual(likeliest(theirs, 2));
    expect(new Set(labelsOf(results)).size).toBe(2);
  });

  it('names its classes, its features and what goes in', async () => {
    const { metadata } = await exportModel(parts, request, watch);
    expect(metadata).toMatchObject({
      features: '["a","b","c","d"]',
      preprocessing: '[]',
      labels: String(labeled.length),
    });
    expect(JSON.parse(metadata!['classes']!)).toEqual(['class 0', 'class 1', 'class 3']);
    expect(metadata!['input']).toMatch(/\.$/u);
  });
});

describe('exporting', () => {
  it('calls classes what they are called by now', async () => {
    const asked = { ...requestOver(data, labeled), classNames: ['one', 'two', 'three', 'four'] };
    const { metadata } = await exportModel(parts, asked, watch);
    expect(metadata!['classes']).toBe('["one","two","four"]');
  });

  it('is refused before two classes are labeled, and for models without such a form', async () => {
    const refused = (over: object): Promise<unknown> =>
      exportModel(parts, requestOver(data, labeled, over), watch);
    await expect(refused({ labels: new Int32Array(labeled.length) })).rejects.toThrow(HumanError);
    await expect(refused({ model: 'gaussian-process' })).rejects.toThrow(
      /gaussian-process cannot be exported.*forest/u,
    );
  });

  it('writes the bytes, and names a path that cannot be written', async () => {
    const graph = await exportModel(parts, requestOver(data, labeled), watch);
    const path = join(tmpdir(), `label-scout-${process.pid}.onnx`);
    expect(await writeModel(graph, path, tmpdir())).toBe(readFileSync(path).length);
    rmSync(path);
    await expect(writeModel(graph, join(path, 'no', 'folder.onnx'), tmpdir())).rejects.toThrow(
      /folder\.onnx does not exist/u,
    );
  });
});
