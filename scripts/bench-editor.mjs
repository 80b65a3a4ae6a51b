// npm run bench:editor: packs the extension, measures the wait between key and next sample, prints JSON.
// `--keep-package` measures the package that is there.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib/root.mjs';
import { vitestOnPackage } from './lib/vitestOnPackage.mjs';
import './lib/plainFailure.mjs';

const result = join(root, 'test-results/bench-editor.json');
rmSync(result, { force: true });
await vitestOnPackage('bench');
console.log(JSON.stringify(JSON.parse(readFileSync(result, 'utf8')), null, 2));
