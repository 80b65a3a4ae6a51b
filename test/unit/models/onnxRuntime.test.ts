import { expect, it } from 'vitest';
import { HumanError } from '../../../src/engine/errors.ts';
import { floats, GraphBuilder } from '../../../src/engine/graph/builder.ts';
import { loadOnnx, loadWebAssembly } from '../../../src/runtime/onnx/load.ts';
import { createOnnxRuntime } from '../../../src/runtime/onnx/onnxRuntime.ts';

/** Adds a number to what comes in. */
function adding(number: number) {
  const builder = new GraphBuilder();
  builder.name(builder.add('Add', ['x', builder.number(number)]), 'y');
  return builder.finish([floats('x', 'N')], [floats('y', 'N')]);
}

const three = { dims: [3], data: Float32Array.of(1, 2, 3) };

it('says once that it is slower where WebAssembly has to stand in', async () => {
  const said: string[] = [];
  const notice = (sentence: string): void => void said.push(sentence);
  const graphs = createOnnxRuntime({ threads: 1, notice }, (options) =>
    loadWebAssembly(options, 'no such file'),
  );
  for (const number of [1, 10]) {
    const { y } = await (await graphs.compile(adding(number))).run({ x: three });
    expect([...y!.data]).toEqual([1 + number, 2 + number, 3 + number]);
  }
  expect(said).toEqual([
    expect.stringMatching(/^Neural networks run in WebAssembly.*three times slower.*\(no such file\)\./u),
  ]);
});

it('keeps the graphs it has compiled, a dozen of them', async () => {
  const graphs = createOnnxRuntime({ threads: 1, notice: () => undefined });
  const first = await graphs.compile(adding(1));
  expect(await graphs.compile(adding(1))).toBe(first);
  for (let number = 2; number <= 13; number++) await graphs.compile(adding(number));
  const again = await graphs.compile(adding(1));
  expect(again).not.toBe(first);
  expect([...(await again.run({ x: three }))['y']!.data]).toEqual([2, 3, 4]);
});

it('writes results where they are wanted', async () => {
  const graphs = createOnnxRuntime({ threads: 1, notice: () => undefined });
  const y = { dims: [3], data: new Float32Array(3) };
  await (await graphs.compile(adding(5))).run({ x: three }, { y });
  expect([...y.data]).toEqual([6, 7, 8]);
});

it.each([
  ['native', loadOnnx, /it needed another 11,444,\d{3} MB beside the [\d,]+ MB in use/u],
  [
    'WebAssembly',
    (options: Parameters<typeof loadOnnx>[0]) => loadWebAssembly(options, 'a test'),
    /it needed more beside the [\d,]+ MB in use/u,
  ],
] as const)('the %s build says what memory a network lacked, and runs on', async (_name, load, message) => {
  const graphs = createOnnxRuntime({ threads: 1, notice: () => undefined }, load);
  const builder = new GraphBuilder();
  const wide = builder.add('Expand', ['x', builder.integers(1_000_000, 1_000_000, 3)]);
  builder.name(builder.sum(wide, 0, 1), 'y');
  const program = await graphs.compile(builder.finish([floats('x', 3)], [floats('y', 3)]));
  await expect(program.run({ x: three })).rejects.toThrow(HumanError);
  await expect(program.run({ x: three })).rejects.toThrow(message);
  const { y } = await (await graphs.compile(adding(1))).run({ x: three });
  expect([...y!.data]).toEqual([2, 3, 4]);
});
