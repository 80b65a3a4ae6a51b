import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { folderWith, program, spawnLabelScout, tableManifest, twoClassTable } from './commandLine.ts';

const modules = join(import.meta.dirname, '../../../node_modules');

type Damage = (packages: string) => void;

/** ONNX Runtime on a platform for which it brings no native build. */
const withoutNativeBuild: Damage = (packages) => {
  const name = 'onnxruntime-node';
  for (const part of ['package.json', 'dist'])
    cpSync(join(modules, name, part), join(packages, name, part), { recursive: true });
};

/** A package that is there in name only. */
const withoutWebAssembly: Damage = (packages) => {
  mkdirSync(join(packages, 'onnxruntime-web'));
  writeFileSync(join(packages, 'onnxruntime-web/package.json'), '{ "name": "onnxruntime-web" }');
};

/** The built command line with its packages beside it, some of them damaged. */
function install(...damages: readonly Damage[]): string {
  const folder = folderWith({});
  const packages = join(folder, 'node_modules');
  mkdirSync(packages);
  for (const damage of damages) damage(packages);
  for (const name of ['@duckdb', 'sharp', 'onnxruntime-common', 'onnxruntime-node', 'onnxruntime-web'])
    if (!existsSync(join(packages, name))) symlinkSync(join(modules, name), join(packages, name), 'junction');
  for (const name of ['cli.js', 'kernels', 'poolWorker.js'])
    cpSync(join(dirname(program), name), join(folder, 'dist', name), { recursive: true });
  return join(folder, 'dist/cli.js');
}

/** Twenty rows with a label, ten without. */
function dataset(): string {
  const rows = twoClassTable(30).split('\n');
  const data = rows.map((row, index) => (index > 20 ? row.replace(/(yes|no)$/u, '') : row)).join('\n');
  const manifest = tableManifest(
    { model: 'mlp', strategy: 'igradv-ds', classes: [{ name: 'no' }, { name: 'yes' }] },
    { labels: 'existing' },
  );
  return folderWith({ 'data.csv': data, 'label-scout.json': manifest });
}

it('runs networks in WebAssembly where the native build is missing, and says so once', async () => {
  const folder = dataset();
  const args = ['suggest', folder, '--count', '10', '--json'];
  const native = await spawnLabelScout(args, { program: install() });
  expect(native).toMatchObject({ code: 0, err: '' });
  const { code, out, err } = await spawnLabelScout(args, { program: install(withoutNativeBuild) });
  expect(code).toBe(0);
  expect(err.match(/three times slower here, in WebAssembly/gu)).toHaveLength(1);
  type Suggested = { samples: { id: string; probability: number }[] };
  const shares = (text: string) =>
    new Map((JSON.parse(text) as Suggested).samples.map(({ id, probability }) => [id, probability]));
  const ours = shares(native.out);
  expect(ours.size).toBe(10);
  for (const [id, probability] of shares(out)) expect(probability).toBeCloseTo(ours.get(id)!, 2);
});

it('says what to install where both builds are missing', async () => {
  const installed = install(withoutNativeBuild, withoutWebAssembly);
  const { code, err } = await spawnLabelScout(['suggest', dataset()], { program: installed });
  expect(code).toBe(1);
  expect(err).toMatch(/Neural networks need ONNX Runtime.*npm ci/u);
  expect(err).not.toMatch(/\n\s+at /u);
});
