import { join } from 'node:path';
import { root } from './root.mjs';
import { run } from './run.mjs';

/**
 * Packs the extension, unless the command line says `--keep-package`, and runs a project of vitest.config.mts on it.
 * @throws when something cannot be packed or a test fails.
 */
export async function vitestOnPackage(project) {
  if (!process.argv.includes('--keep-package')) await import('../package.mjs');
  await run(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project', project]);
}
