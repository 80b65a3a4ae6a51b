// npm run pictures: packs the extension and takes the picture of the README anew.
// `--keep-package` takes it of the package that is there.
import { join } from 'node:path';
import { root } from './lib/root.mjs';
import { run } from './lib/run.mjs';

if (!process.argv.includes('--keep-package')) await import('./package.mjs');
await run(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project', 'pictures']);
