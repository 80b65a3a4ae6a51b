// npm run typecheck: checks the types of every layer under its own tsconfig: the engine without node, the webview with the
// page.
import { join } from 'node:path';
import { root } from './lib/root.mjs';
import { run } from './lib/run.mjs';
import './lib/plainFailure.mjs';

const projects = ['.', 'src/protocol', 'src/engine', 'src/kernels', 'webview'];
const failed = [];
for (const project of projects) {
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  await run(process.execPath, [compiler, '-p', project]).catch(() => failed.push(project));
}
if (failed.length > 0) {
  console.error(`types are wrong in: ${failed.join(', ')}`);
  process.exitCode = 1;
}
