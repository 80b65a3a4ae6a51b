import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { neverCancelled } from '../../../src/engine/cancel.ts';
import { viewOf } from '../../../src/engine/featureView.ts';
import { floats, GraphBuilder } from '../../../src/engine/graph/builder.ts';
import { createLocalLearner } from '../../../src/engine/learner/localLearner.ts';
import type { RoundRequest, RoundResult } from '../../../src/engine/learner/types.ts';
import { allocateMatrix } from '../../../src/engine/matrix.ts';
import { encodeGraph } from '../../../src/runtime/onnx/encode.ts';
import { makeFolder, open, writeInto } from '../data/folder.ts';
import { blobs, plainMachine, range, requestOver } from '../engine/blobs.ts';

const strategies = ['igradv-ds', 'igradv-rds', 'igradv-ld', 'igradv-rld'];
/** As few steps as there can be: what is asked here is whether anything breaks. */
const short = { epochs: 2, minimumSteps: 0 };

/** A round on a dataset as it is read from disk, the first rows labeled. */
async function round(folder: string, labels: readonly number[], over: Partial<RoundRequest>) {
  const dataset = await open(folder);
  const features = await dataset.features(allocateMatrix, { view: viewOf(over.model ?? 'cnn') });
  const classNames = dataset.classes;
  const learner = createLocalLearner({ features, classNames, machine: plainMachine() });
  const labeled = Int32Array.from(range(0, labels.length));
  const result = await learner.round(
    {
      seed: 1,
      round: labels.length,
      model: 'cnn',
      modelOptions: short,
      strategy: 'igradv-ld',
      strategyOptions: {},
      labeledRows: labeled,
      labels: Int32Array.from(labels),
      queried: labeled,
      batchSize: 1,
      candidates: Int32Array.from(range(labels.length, features.rows)),
      count: 99,
      testRows: new Int32Array(0),
      testLabels: new Int32Array(0),
      metric: 'accuracy',
      positiveClass: 1,
      ...over,
    },
    neverCancelled,
  );
  return { dataset, features, result };
}

function expectSound({ rows, scores, probabilities, reasons }: RoundResult, count: number): void {
  expect(rows).toHaveLength(count);
  expect(new Set(rows).size).toBe(count);
  expect([...scores].every(Number.isFinite)).toBe(true);
  expect([...probabilities].every((share) => share > 0 && share <= 1)).toBe(true);
  expect(reasons.every(({ text }) => text !== '')).toBe(true);
}

const classes = [{ name: 'one' }, { name: 'two' }];
const images = (files: Readonly<Record<string, Uint8Array | string>>): string =>
  makeFolder({
    ...files,
    'label-scout.json': { version: 1, source: { kind: 'images', files: ['*.{png,gif}'] }, classes },
  });

const picture = (width: number, height: number, channels: 3 | 4, shade: number): Promise<Buffer> =>
  sharp({ create: { width, height, channels, background: { r: shade, g: 255 - shade, b: 9, alpha: 0.4 } } })
    .png()
    .toBuffer();
const gray = (width: number, height: number, shade: number): Promise<Buffer> =>
  sharp(Buffer.alloc(width * height, shade), { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();

describe('a network on images', () => {
  it('of mixed sizes and channels learns from all of them, and ranks those that cannot be read as well', async () => {
    const files = Object.fromEntries(
      await Promise.all(
        range(0, 12).map(async (index) => {
          const [width, height] = [1 + ((index * 37) % 90), 1 + ((index * 53) % 70)] as const;
          const bytes =
            index % 3 === 0
              ? gray(width, height, index * 20)
              : picture(width, height, index % 2 ? 3 : 4, index * 20);
          return [`${String(index).padStart(2, '0')}.png`, await bytes] as const;
        }),
      ),
    );
    const folder = images({
      ...files,
      '12.png': 'not a picture',
      '13.gif': await sharp(await gray(3, 200, 7))
        .gif()
        .toBuffer(),
    });
    const labels = range(0, 9).map((row) => row % 2);
    const { dataset, features, result } = await round(folder, labels, {});
    expect(features).toMatchObject({ rows: 14, picture: { channels: 3, width: 32, height: 32 } });
    expectSound(result, 5);
    expect(result.reasons[0]!.text).toMatch(/9 labels measured/u);
    expect(dataset.notices.join(' ')).toMatch(/12\.png/u);
  });

  it('has something to say of a dataset of one image, labeled or not', async () => {
    const folder = images({ 'a.png': await gray(20, 20, 3) });
    const { result } = await round(folder, [], {});
    expect([...result.rows]).toEqual([0]);
    expect((await round(folder, [1], {})).result.rows).toHaveLength(0);
  });
});

const table = (rows: readonly string[], features: object = {}): string =>
  makeFolder({
    'data.csv': ['id,a,b,c', ...rows.map((row, index) => `${index},${row}`), ''].join('\n'),
    'label-scout.json': {
      version: 1,
      source: { kind: 'table', files: ['data.csv'], id: 'id', features },
      classes,
    },
  });
const plain = range(0, 30).map((row) => `${row % 7},${(row * 13) % 11},${row / 30}`);

describe.each(strategies)('%s', (strategy) => {
  it.each(['mlp', 'cnn'])('ranks with a class of one instance, by %s', async (model) => {
    const labels = range(0, 10).map((row) => (row === 4 ? 1 : 0));
    const folder =
      model === 'mlp'
        ? table(plain)
        : images(
            Object.fromEntries(
              await Promise.all(
                range(0, 15).map(async (row) => [`${row + 10}.png`, await gray(16, 16, row * 15)] as const),
              ),
            ),
          );
    const { result } = await round(folder, labels, { model, strategy });
    expectSound(result, model === 'mlp' ? 20 : 5);
  });
});

describe('a network on numbers', () => {
  it('that are missing, not a number or infinite ranks all rows', async () => {
    const holes = plain.map((row, index) => {
      const [a, b, c] = row.split(',');
      if (index % 5 === 0) return `NaN,${b},${c}`;
      if (index % 5 === 1) return `${a},,${c}`;
      return index === 12 ? `${a},${b},inf` : row;
    });
    const labels = range(0, 10).map((row) => row % 2);
    const { features, result } = await round(table(holes), labels, { model: 'mlp' });
    expect(features.data.every(Number.isFinite)).toBe(true);
    expectSound(result, 20);
  });

  it('of an embedding that overflows counts them as 0, and says so however often it is opened', async () => {
    const builder = new GraphBuilder();
    // 1 / 0, and 0 / 0 where the feature is 0 as well.
    builder.name(builder.add('Div', [builder.add('Relu', ['x']), builder.add('Relu', ['x'])]), 'y');
    const bytes = encodeGraph(builder.finish([floats('x', 'N', 3)], [floats('y', 'N', 3)]));
    const folder = table(plain, { onnx: 'model.onnx' });
    writeInto(folder, 'model.onnx', bytes);
    const labels = range(0, 10).map((row) => row % 2);
    for (let opening = 0; opening < 2; opening++) {
      const { dataset, features, result } = await round(folder, labels, { model: 'mlp' });
      expect(new Set(features.data)).toEqual(new Set([0, 1]));
      expectSound(result, 20);
      expect(dataset.notices).toEqual([
        expect.stringMatching(/model\.onnx \(source\.features\.onnx\) gave infinite numbers.*count as 0\.$/u),
      ]);
    }
  });

  it.each(strategies)(
    'so large that their squares overflow are drawn at random by %s, which says so',
    async (strategy) => {
      const data = blobs(60, 3, 4);
      const features = { ...data.features, data: data.features.data.map((value) => value * 1e18) };
      const learner = createLocalLearner({ ...data, features, machine: plainMachine() });
      const over = {
        model: 'cnn',
        modelOptions: short,
        strategy,
        count: 20,
        queried: Int32Array.from(range(0, 40)),
      };
      const result = await learner.round(requestOver(data, range(0, 40), over), neverCancelled);
      expect(result.rows).toHaveLength(20);
      expect([...result.scores].every(Number.isFinite)).toBe(true);
      expect(result.reasons[0]!.text).toMatch(/^Drawn at random, .*not finite/u);
    },
  );

  it('so large that the loss diverges still ranks by the last sound weights, and the round says so', async () => {
    const data = blobs(60, 3, 4);
    const features = { ...data.features, data: data.features.data.map((value) => value * 1e38) };
    const learner = createLocalLearner({ ...data, features, machine: plainMachine() });
    const over = { model: 'cnn', modelOptions: { ...short, learningRate: 1 }, count: 20 };
    const result = await learner.round(requestOver(data, range(0, 40), over), neverCancelled);
    expect(result.rows).toHaveLength(20);
    expect(result.notices).toEqual([
      expect.stringMatching(/^Training diverged in epoch 1 of 2.*learningRate/u),
    ]);
    const sound = createLocalLearner({ ...data, machine: plainMachine() });
    const calm = { ...over, modelOptions: short };
    expect(await sound.round(requestOver(data, range(0, 40), calm), neverCancelled)).not.toHaveProperty(
      'notices',
    );
  });
});
