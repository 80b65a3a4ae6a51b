import { expect, test, vi } from 'vitest';
import { floats, GraphBuilder } from '../../../src/engine/graph/builder.ts';
import { encodeGraph } from '../../../src/runtime/onnx/encode.ts';
import { columnsOf, makeFolder, open } from './folder.ts';

/** As on a platform for which no native part was installed. */
vi.mock('sharp', () => {
  throw new Error('Could not load the "sharp" module');
});

function model(): Uint8Array {
  const builder = new GraphBuilder();
  builder.name('x', 'y');
  return encodeGraph(builder.finish([floats('x', 'N', 3, 4, 4)], [floats('y', 'N', 3, 4, 4)]));
}

test.each([{}, { features: { onnx: 'model.onnx' } }])(
  'images are refused instead of taken for black ones: %j',
  async (more) => {
    const source = { kind: 'images', files: ['*.png'], ...more };
    const dataset = await open(
      makeFolder({ 'a.png': 'x', 'model.onnx': model(), 'label-scout.json': { version: 1, source } }),
    );
    await expect(columnsOf(dataset)).rejects.toThrow(/^Images need sharp, whose native part is missing/);
    expect(await dataset.sample(0)).toMatchObject({
      kind: 'unreadable',
      reason: expect.stringMatching(/^Images need sharp.*`npm ci`\.$/),
    });
  },
);
