import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../../src/engine/errors.ts';
import { fitClassificationForest } from '../../../src/engine/forest/classificationForest.ts';
import type { Forest } from '../../../src/engine/forest/types.ts';
import { ClassifierKernel } from '../../../src/runtime/forest/classifierKernel.ts';
import { loadKernel } from '../../../src/runtime/kernels.ts';
import { WasmForest } from '../../../src/runtime/forest/wasmForest.ts';
import { forestCases, makeCase, optionsOf, running, titleOf } from './cases.ts';

const module = loadKernel('classifier');
if (!module) throw new Error('dist/kernels/classifier.wasm is missing: run npm run build first.');
const kernel = new ClassifierKernel(module);

/** Compares every array to the last bit; vitest's own comparison takes seconds on large forests. */
function expectSame(actual: Forest, expected: Forest): void {
  expect(Object.keys(actual).sort()).toEqual(Object.keys(expected).sort());
  for (const [name, value] of Object.entries(expected)) {
    const other: unknown = actual[name as keyof Forest];
    if (!ArrayBuffer.isView(value)) expect(other).toBe(value);
    else expect(Buffer.compare(bytesOf(other as ArrayBufferView), bytesOf(value)), name).toBe(0);
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);

describe('classifier kernel', () => {
  const widest = { rows: 4096, features: 3, classes: 4, spread: 'ties' } as const;
  it.each([...forestCases, widest].map((shape) => [titleOf(shape), shape] as const))(
    'grows the forest of the plain path, to the last bit: %s',
    (_, shape) => {
      for (let seed = 1; seed <= (shape.rows > 1000 ? 1 : 4); seed++) {
        const { columns, labelArray } = makeCase(shape, seed);
        const options = optionsOf(shape, seed, 20);
        const plain = fitClassificationForest(columns, labelArray, shape.classes, options, running);
        expectSame(kernel.fit(columns, labelArray, shape.classes, options, running), plain);
      }
    },
  );

  it('keeps nothing of the forest before', () => {
    const shape = { rows: 40, features: 6, classes: 3, spread: 'ties' } as const;
    const { columns, labelArray } = makeCase(shape);
    const first = kernel.fit(columns, labelArray, 3, optionsOf(shape), running);
    kernel.fit(Float32Array.of(2, 1), Int32Array.of(0, 1), 2, optionsOf({ ...shape, features: 1 }), running);
    expectSame(kernel.fit(columns, labelArray, 3, optionsOf(shape), running), first);
  });

  it('leaves more rows or draws than 4,096 to the plain path', () => {
    const options = optionsOf({ rows: 4096, features: 1, classes: 2, spread: 'ties' });
    expect(ClassifierKernel.accepts(new Float32Array(4096), 4096, 2, options)).toBe(true);
    expect(ClassifierKernel.accepts(new Float32Array(4097), 4097, 2, options)).toBe(false);
    expect(ClassifierKernel.accepts(new Float32Array(4096), 4096, 2, { ...options, rowShare: 2 })).toBe(
      false,
    );
  });

  it('leaves more classes than a label of 16 bits can tell apart to the plain path', async () => {
    const classes = 2 ** 16 + 5;
    const labels = Int32Array.of(0, classes - 1, 0, classes - 1);
    const columns = Float32Array.of(1, 2, 1, 2);
    const options = optionsOf({ rows: 4, features: 1, classes, spread: 'ties' }, 1, 2);
    const forest = new WasmForest(1);
    const plain = fitClassificationForest(columns, labels, classes, options, running);
    expectSame(await forest.fitClassifier(columns, labels, classes, options, running), plain);
    forest.close();
  });

  it('stops when cancelled', () => {
    const options = optionsOf({ rows: 2, features: 1, classes: 2, spread: 'ties' });
    expect(() =>
      kernel.fit(Float32Array.of(1, 2), Int32Array.of(0, 1), 2, options, { aborted: true }),
    ).toThrow(CancelledError);
  });
});
