// Packs the extension and runs test/e2e against it. `--keep-package` takes the package that is there.
import { join } from 'node:path';
import { root } from './lib/root.mjs';
import { run } from './lib/run.mjs';

if (!process.argv.includes('--keep-package')) await import('./package.mjs');
await run(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project', 'e2e']);
