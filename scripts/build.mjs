// Builds dist/: bundles by esbuild, kernels by AssemblyScript, pretrained models from their weights, the icon font by copying.
// usage: node scripts/build.mjs [--production] [--into FOLDER]
//   --production  minified, without source maps      --into  where dist/ is made, by default the project
import { build } from 'esbuild';
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './lib/root.mjs';
import { copiedFiles, external, nodeBundles, webviewBundles } from './bundles.mjs';
import { run } from './lib/run.mjs';
import './lib/plainFailure.mjs';

const { values: flags } = parseArgs({
  options: { production: { type: 'boolean' }, into: { type: 'string' } },
});
const production = flags.production ?? false;
const target = resolve(flags.into ?? root);
const started = Date.now();

/** Options every bundle shares. */
const common = {
  absWorkingDir: root,
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'linked',
  logLevel: 'warning',
  define: { 'process.env.NODE_ENV': JSON.stringify(production ? 'production' : 'development') },
};

async function buildNode({ entry, out, executable }) {
  await build({
    ...common,
    entryPoints: [entry],
    outfile: join(target, out),
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
    external,
    ...(executable ? { banner: { js: '#!/usr/bin/env node' } } : {}),
  });
  if (executable) chmodSync(join(target, out), 0o755);
}

async function buildWebview({ entry, out }) {
  await build({
    ...common,
    entryPoints: [entry],
    outfile: join(target, out),
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    external: ['*.ttf'],
  });
}

const changed = (path) => statSync(path).mtimeMs;

/** Whether every kernel was compiled after the last change to any of their sources. */
function kernelsAreFresh(script, compiled) {
  const folder = join(root, 'src/kernels');
  const sources = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.ts'));
  const newest = Math.max(changed(script), ...sources.map((file) => changed(join(folder, file))));
  return sources
    .filter((file) => dirname(file) === '.')
    .map((file) => join(compiled, file.replace(/ts$/, 'wasm')))
    .every((file) => existsSync(file) && changed(file) > newest);
}

/** Compiling the kernels takes seconds, bundling does not: only the kernels are skipped when unchanged. */
async function buildKernels() {
  const script = join(root, 'scripts/build-kernels.mjs');
  const compiled = join(root, 'dist/kernels');
  if (!kernelsAreFresh(script, compiled)) await run(process.execPath, [script]);
  if (target !== root) cpSync(compiled, join(target, 'dist/kernels'), { recursive: true });
}

/** The pretrained models are written anew only when their script or the package of their weights has changed. */
async function buildModels() {
  const sources = ['scripts/build-models.mjs', 'scripts/models', 'package-lock.json'];
  const built = join(root, 'dist/models/sentences-en/encoder.json');
  const newest = Math.max(...sources.map((source) => changed(join(root, source))));
  if (!existsSync(built) || changed(built) < newest) {
    await run(process.execPath, [join(root, 'scripts/build-models.mjs')]);
  }
  if (target !== root) cpSync(join(root, 'dist/models'), join(target, 'dist/models'), { recursive: true });
}

mkdirSync(join(target, 'dist'), { recursive: true });
for (const { from, to } of copiedFiles) copyFileSync(join(root, from), join(target, to));
const results = await Promise.allSettled([
  buildKernels(),
  buildModels(),
  ...nodeBundles.map(buildNode),
  ...webviewBundles.map(buildWebview),
]);
// esbuild has already shown the faulty lines: everything else is built all the same.
const failed = results.filter(({ status }) => status === 'rejected');
for (const { reason } of failed) console.error(reason.message);
console.log(
  `built dist/ in ${((Date.now() - started) / 1000).toFixed(1)} s${failed.length ? ', not all of it' : ''}`,
);
process.exitCode = failed.length ? 1 : 0;
