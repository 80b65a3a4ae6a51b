import { existsSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { readEmbeddings, writeEmbeddings } from '../../../src/data/embedding/cache.ts';
import { CancelledError } from '../../../src/engine/errors.ts';
import { floats, GraphBuilder } from '../../../src/engine/graph/builder.ts';
import type { GraphValue } from '../../../src/engine/graph/types.ts';
import { allocateMatrix } from '../../../src/engine/matrix.ts';
import { encodeGraph } from '../../../src/runtime/onnx/encode.ts';
import { openEmbeddingModel } from '../../../src/runtime/onnx/embeddingModel.ts';
import { columnsOf, makeFolder, open, writeInto } from './folder.ts';

/** A model with the outputs `double`, twice the input, and `total`, its sum per sample. */
function modelOf(input: GraphValue): Uint8Array {
  const builder = new GraphBuilder();
  builder.name(builder.add('Mul', [input.name, builder.number(2)]), 'double');
  const axes = input.dims.map((_, axis) => axis).slice(1);
  builder.name(builder.reshape(builder.sum(input.name, ...axes), -1, 1), 'total');
  return encodeGraph(
    builder.finish([input], [floats('double', ...input.dims), floats('total', input.dims[0]!, 1)]),
  );
}

/** A model whose output has a column per sample. */
function transposing(): Uint8Array {
  const builder = new GraphBuilder();
  builder.name(builder.add('Transpose', ['x']), 'turned');
  return encodeGraph(builder.finish([floats('x', 'N', 2)], [floats('turned', 2, 'N')]));
}

/** A model that says it takes rows of any width and adds three numbers to each. */
function threeWide(): Uint8Array {
  const builder = new GraphBuilder();
  builder.name(builder.add('Add', ['x', builder.tensor('three', [3], Float32Array.of(1, 2, 3))]), 'y');
  return encodeGraph(builder.finish([floats('x', 'N', 'D')], [floats('y', 'N', 'D')]));
}

const onnx = 'model.onnx';
const table = (model: Uint8Array | string, features: object = {}): string =>
  makeFolder({
    'data.csv': 'id,a,b\n1,0,1\n2,1,1\n3,2,4\n4,0,1\n',
    'model.onnx': model,
    'label-scout.json': {
      version: 1,
      source: { kind: 'table', files: ['data.csv'], id: 'id', features: { onnx, ...features } },
    },
  });
const refusal = (folder: string): Promise<string> =>
  open(folder)
    .then((dataset) => columnsOf(dataset))
    .then(
      () => 'not refused',
      (error: Error) => error.message,
    );

/** A model whose output has that many columns, all the sum of a row. */
function wideModel(columns: number): Uint8Array {
  const builder = new GraphBuilder();
  const sums = builder.reshape(builder.sum('x', 1), -1, 1);
  builder.name(builder.add('Expand', [sums, builder.integers(1, columns)]), 'y');
  return encodeGraph(builder.finish([floats('x', 'N', 2)], [floats('y', 'N', columns)]));
}

describe('a table', () => {
  test('has as many features as the model gives numbers, a map of pixels too', async () => {
    const dataset = await open(table(wideModel(150_000)));
    expect((await dataset.features(allocateMatrix)).columns).toBe(150_000);
    expect(dataset.featureNames.at(-1)).toBe('embedding 150000');
  });

  test('has what the model makes of its features', async () => {
    const plain = await open(
      makeFolder({
        'data.csv': 'id,a,b\n1,0,1\n2,1,1\n3,2,4\n4,0,1\n',
        'label-scout.json': { version: 1, source: { kind: 'table', files: ['data.csv'], id: 'id' } },
      }),
    );
    const before = Object.values(await columnsOf(plain));
    const dataset = await open(table(modelOf(floats('x', 'N', 2))));
    const after = await columnsOf(dataset);
    expect(dataset.featureNames).toEqual(['embedding 1', 'embedding 2']);
    before.forEach((values, column) => {
      expect(after[`embedding ${column + 1}`]).toEqual(values.map((value) => expect.closeTo(2 * value, 5)));
    });
  });

  test('takes the output that is named, and models of one sample at a time', async () => {
    const columns = await columnsOf(await open(table(modelOf(floats('x', 1, 2)), { output: 'total' })));
    expect(Object.keys(columns)).toEqual(['embedding 1']);
    expect(columns['embedding 1']![0]).toBe(columns['embedding 1']![3]);
    expect(columns['embedding 1']![0]).not.toBe(columns['embedding 1']![2]);
  });

  test('is read from the cache the next time, and damage to it loses nothing', async () => {
    const folder = table(modelOf(floats('x', 'N', 2)));
    const first = await columnsOf(await open(folder));
    const { hash, close } = await openEmbeddingModel({
      path: join(folder, onnx),
      output: undefined,
      threads: 1,
      notice: () => undefined,
    });
    await close();
    expect(existsSync(join(folder, '.label-scout', '.gitignore'))).toBe(true);
    const kept = await readEmbeddings(folder, hash);
    // Two rows are the same.
    expect(kept.size).toBe(3);
    await writeEmbeddings(folder, hash, new Map([...kept].map(([key, row]) => [key, row.map((x) => x + 1)])));
    const second = await columnsOf(await open(folder));
    expect(second['embedding 2']).toEqual(first['embedding 2']!.map((value) => expect.closeTo(value + 1, 5)));
    await writeEmbeddings(folder, hash, new Map([['x', new Float32Array(0)]]));
    expect(await columnsOf(await open(folder))).toEqual(first);
  });

  test('goes on where an interrupted or killed run ended', async () => {
    const numbers = Array.from({ length: 1200 }, (_, row) => `${row},${row ** 2}`);
    const folder = makeFolder({
      'data.csv': ['a,b', ...numbers].join('\n'),
      'model.onnx': modelOf(floats('x', 'N', 2)),
      'label-scout.json': {
        version: 1,
        source: { kind: 'table', files: ['data.csv'], features: { onnx } },
      },
    });
    const { hash, close } = await openEmbeddingModel({
      path: join(folder, onnx),
      output: undefined,
      threads: 1,
      notice: () => undefined,
    });
    await close();
    const stop = new AbortController();
    const beforeTheEnd: boolean[] = [];
    const interrupted = await open(folder, {
      signal: stop.signal,
      onProgress(fraction) {
        beforeTheEnd.push(
          existsSync(join(folder, '.label-scout/cache', `embeddings-${hash.slice(0, 16)}.bin`)),
        );
        if (fraction > 0.8) stop.abort();
      },
    });
    await expect(columnsOf(interrupted)).rejects.toThrow(CancelledError);
    expect(beforeTheEnd.at(-1)).toBe(true);
    const kept = (await readEmbeddings(folder, hash)).size;
    expect(kept).toBeGreaterThan(900);
    expect(kept).toBeLessThan(1200);
    const fractions: number[] = [];
    await columnsOf(await open(folder, { onProgress: (fraction) => fractions.push(fraction) }));
    expect(fractions).toHaveLength(Math.ceil((1200 - kept) / 32));
    expect((await readEmbeddings(folder, hash)).size).toBe(1200);
  });

  test('is cancelled before anything is asked of the model, too', async () => {
    const folder = table(modelOf(floats('x', 'N', 2)));
    await columnsOf(await open(folder));
    const again = await open(folder, { signal: AbortSignal.abort() });
    await expect(columnsOf(again)).rejects.toThrow(CancelledError);
  });

  test('hears at last that all is done, whatever number of samples the model takes', async () => {
    const folder = table(modelOf(floats('x', 64, 2)));
    const rows = Array.from({ length: 100 }, (_, row) => `${row},${row},${row ** 2}`);
    writeInto(folder, 'data.csv', ['id,a,b', ...rows].join('\n'));
    const fractions: number[] = [];
    await columnsOf(await open(folder, { onProgress: (fraction) => fractions.push(fraction) }));
    expect(fractions).toEqual([0.64, 1]);
  });

  test.each([
    [
      'an output whose first axis is not the samples',
      transposing(),
      {},
      /The output "turned" of source\.features\.onnx is 2 × 3 for 3 samples, but its first axis must be/u,
    ],
    [
      'a file that is no model',
      'not a model',
      {},
      /model\.onnx \(source\.features\.onnx\) is not an ONNX model/u,
    ],
    [
      'an input of another size',
      modelOf(floats('x', 'N', 3)),
      {},
      /must take rows of 2 features.*it takes 3\./u,
    ],
    ['pictures for a table', modelOf(floats('x', 'N', 3, 8, 8)), {}, /must take rows of 2 features/u],
    [
      'whole numbers',
      modelOf({ ...floats('x', 'N', 2), type: 'int64' }),
      {},
      /ONNX model|one input of floats/u,
    ],
    [
      'an output that is not there',
      modelOf(floats('x', 'N', 2)),
      { output: 'y' },
      /no output "y".*double, total/u,
    ],
    [
      'samples of a size that the model claims to take and does not',
      threeWide(),
      {},
      /model\.onnx \(source\.features\.onnx\) fails on samples of 2 numbers \(.+\): export it with the size/u,
    ],
    ['a model that is not there', '', { onnx: 'other.onnx' }, /other\.onnx does not exist/u],
  ])('is refused with %s', async (_name, model, features, message) => {
    expect(await refusal(table(model, features))).toMatch(message);
  });
});

test('images are resized to what the model wants, in planes, from 0 to 1; unreadable ones are zero', async () => {
  const picture = (red: number) =>
    sharp({ create: { width: 40, height: 20, channels: 3, background: { r: red, g: 0, b: 51 } } })
      .png()
      .toBuffer();
  const folder = makeFolder({
    'a.png': await picture(255),
    'b.png': 'broken',
    'c.png': await picture(0),
    'model.onnx': modelOf(floats('x', 'N', 3, 4, 6)),
    'label-scout.json': { version: 1, source: { kind: 'images', files: ['*.png'], features: { onnx } } },
  });
  const dataset = await open(folder);
  const columns = await columnsOf(dataset);
  expect(dataset.featureNames).toHaveLength(72);
  expect(dataset.notices).toEqual(['1 image cannot be read: b.png. It can be skipped.']);
  expect(columns['embedding 1']).toEqual([2, 0, 0]);
  expect(columns['embedding 25']).toEqual([0, 0, 0]);
  expect(columns['embedding 49']).toEqual([expect.closeTo(0.4, 5), 0, expect.closeTo(0.4, 5)]);
});

test('images are refused for a model of rows, or of two channels', async () => {
  const png = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  for (const input of [floats('x', 'N', 2), floats('x', 'N', 2, 4, 4)]) {
    const folder = makeFolder({
      'a.png': png,
      'model.onnx': modelOf(input),
      'label-scout.json': { version: 1, source: { kind: 'images', files: ['*.png'], features: { onnx } } },
    });
    expect(await refusal(folder)).toMatch(
      /model\.onnx \(source\.features\.onnx\) must take images as samples × channels × height × width with 1 or 3 channels; it takes 2/u,
    );
  }
});

test('says how features are made: by the model, of what', async () => {
  const rows = await open(table(modelOf(floats('x', 'N', 2)), { output: 'total' }));
  await columnsOf(rows);
  const of = ['a', 'b'].map((column) => expect.objectContaining({ kind: 'numeric', column }));
  expect(rows.featureSteps).toEqual([{ kind: 'onnx', output: 'total', of }]);
  const folder = makeFolder({
    'a.png': await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
      .png()
      .toBuffer(),
    'model.onnx': modelOf(floats('x', 'N', 1, 5, 6)),
    'label-scout.json': { version: 1, source: { kind: 'images', files: ['*.png'], features: { onnx } } },
  });
  const pictures = await open(folder);
  await columnsOf(pictures);
  const picture = { kind: 'image', width: 6, height: 5, channels: 1 };
  expect(pictures.featureSteps).toEqual([{ kind: 'onnx', output: 'double', of: [picture] }]);
});
