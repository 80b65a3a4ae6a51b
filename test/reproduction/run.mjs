// Repeats an experiment of the papers: node test/reproduction/run.mjs <experiment> [--repeats N] [--data FOLDER]
// Needs a build (npm run build). What it finds goes to docs/reproduction/.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { external } from '../../scripts/bundles.mjs';
import { root } from '../../scripts/lib/root.mjs';

const folder = join(root, 'test/reproduction');
const experiments = readdirSync(join(folder, 'experiments')).map((file) => file.replace(/\.ts$/u, ''));
const [name, ...args] = process.argv.slice(2);
if (!experiments.includes(name)) {
  console.error(`Name an experiment: ${experiments.join(', ')}.`);
  process.exit(2);
}
const outfile = join(root, `out/reproduction/${name}.js`);
await build({
  entryPoints: [join(folder, `experiments/${name}.ts`)],
  outfile,
  external,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20.19',
  sourcemap: 'linked',
  logLevel: 'warning',
});
const { status } = spawnSync(process.execPath, ['--enable-source-maps', outfile, ...args], {
  stdio: 'inherit',
});
process.exit(status ?? 1);
