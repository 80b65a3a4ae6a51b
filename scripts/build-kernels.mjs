// Compiles the kernels: every src/kernels/*.ts becomes dist/kernels/*.wasm. What they share lies in src/kernels/parts.
// usage: node scripts/build-kernels.mjs
import asc from 'assemblyscript/asc';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root } from './lib/root.mjs';
import './lib/plainFailure.mjs';

/** No garbage collector and no run-time checks: kernels work on addresses that their callers laid out. */
const common = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd'];

/** Kernels that read the blocked feature matrix in place share one memory among threads; the others own theirs. */
const sharedMemory = ['--importMemory', '--enable', 'threads', '--sharedMemory', '--maximumMemory', '65536'];
const special = { bits: sharedMemory };

const source = 'src/kernels';
mkdirSync(join(root, 'dist/kernels'), { recursive: true });
for (const file of readdirSync(join(root, source)).filter((name) => name.endsWith('.ts'))) {
  const name = basename(file, '.ts');
  const output = `dist/kernels/${name}.wasm`;
  const { error, stderr } = await asc.main([
    join(source, file),
    '--baseDir',
    root,
    '--outFile',
    output,
    ...common,
    ...(special[name] ?? []),
  ]);
  if (error || !existsSync(join(root, output))) {
    console.error(stderr.toString());
    throw new Error(`${source}/${file} does not compile.`);
  }
}
