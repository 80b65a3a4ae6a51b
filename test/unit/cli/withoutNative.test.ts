import { join } from 'node:path';
import { expect, it } from 'vitest';
import { floats, GraphBuilder } from '../../../src/engine/graph/builder.ts';
import { encodeGraph } from '../../../src/runtime/onnx/encode.ts';
import { install, withoutNativeBuild, withoutWebAssembly } from '../damagedInstall.ts';
import { folderWith, spawnLabelScout, tableManifest, twoClassTable } from './commandLine.ts';

/** Twenty rows with a label, ten without. */
function dataset(source: Readonly<Record<string, unknown>> = {}): string {
  const rows = twoClassTable(30).split('\n');
  const data = rows.map((row, index) => (index > 20 ? row.replace(/(yes|no)$/u, '') : row)).join('\n');
  const manifest = tableManifest(
    { model: 'mlp', strategy: 'igradv-ds', classes: [{ name: 'no' }, { name: 'yes' }] },
    { labels: 'existing', ...source },
  );
  return folderWith({ 'data.csv': data, 'label-scout.json': manifest, 'embed.onnx': embedding() });
}

/** Two features as they are. */
function embedding(): Buffer {
  const builder = new GraphBuilder();
  builder.name('x', 'y');
  return Buffer.from(encodeGraph(builder.finish([floats('x', 'N', 2)], [floats('y', 'N', 2)])));
}

const slower = /in WebAssembly on this machine, about three times slower/gu;

it('runs networks in WebAssembly where the native build is missing, and says so once', async () => {
  const folder = dataset();
  const args = ['suggest', folder, '--count', '10', '--json'];
  const native = await spawnLabelScout(args, { program: join(install(), 'cli.js') });
  expect(native).toMatchObject({ code: 0, err: '' });
  const { code, out, err } = await spawnLabelScout(args, {
    program: join(install(withoutNativeBuild), 'cli.js'),
  });
  expect(code).toBe(0);
  expect(err.match(slower)).toHaveLength(1);
  expect(err).toMatch(/^Notice: .*\n$/u);
  type Suggested = { samples: { id: string; probability: number }[] };
  const shares = (text: string) =>
    new Map((JSON.parse(text) as Suggested).samples.map(({ id, probability }) => [id, probability]));
  const ours = shares(native.out);
  expect(ours.size).toBe(10);
  for (const [id, probability] of shares(out)) expect(probability).toBeCloseTo(ours.get(id)!, 2);
}, 120_000);

it('says it once too where features, and each of several threads, load networks for themselves', async () => {
  const program = join(install(withoutNativeBuild), 'cli.js');
  const folder = dataset({ features: { onnx: 'embed.onnx' } });
  const short = ['--option', 'minimumSteps=0', '--option', 'epochs=1'];
  const suggested = await spawnLabelScout(['suggest', folder, ...short], { program });
  expect(suggested.err.match(slower)).toHaveLength(1);
  const request = ['--strategy', 'random', '--budget', '2', '--repeats', '2', '--jobs', '2'];
  const simulated = await spawnLabelScout(['simulate', folder, ...request, ...short], { program });
  expect(simulated.code).toBe(0);
  expect(simulated.err.match(slower)).toHaveLength(1);
}, 120_000);

it('says what to install where both builds are missing', async () => {
  const program = join(install(withoutNativeBuild, withoutWebAssembly), 'cli.js');
  const { code, err } = await spawnLabelScout(['suggest', dataset()], { program });
  expect(code).toBe(1);
  expect(err).toMatch(/Neural networks need ONNX Runtime.*npm ci/u);
  expect(err).not.toMatch(/\n\s+at /u);
});
