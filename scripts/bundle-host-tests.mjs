// Bundles the suite that runs inside the extension host: every test/integration/**/*.test.ts, found by name.
import { build } from 'esbuild';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { external } from './bundles.mjs';
import { root } from './lib/root.mjs';

const outdir = join(root, 'out/test/integration');
const folder = join(root, 'test/integration');
const tests = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.test.ts'));

rmSync(outdir, { recursive: true, force: true });
await build({
  entryPoints: ['index.ts', ...tests].map((file) => join(folder, file)),
  outdir,
  outbase: folder,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20.19',
  external: [...external, 'mocha'],
  sourcemap: 'linked',
  logLevel: 'warning',
});

/** What an extension host is told to run. */
export const hostTests = join(outdir, 'index.js');
