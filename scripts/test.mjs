// npm test: sets up what is missing, then runs every check and every test, and ends with `N passed, N failed`.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBrowser } from './lib/browser.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { root } from './lib/root.mjs';
import { run } from './lib/run.mjs';
import { ensureVsCode, hasServer } from './lib/vscodeUnderTest.mjs';
import './lib/plainFailure.mjs';

const artifacts = join(root, 'test-results');
const node = (script, ...args) => run(process.execPath, [join(root, script), ...args]);

/** A check is one test: it passes when its program ends well. */
const check =
  (script, ...args) =>
  async () => {
    await node(script, ...args);
    return { passed: 1, failed: 0 };
  };

/** Runs a program that writes its own counts, and reads them whether it ends well or not. */
async function counted(file, read, runner) {
  const path = join(artifacts, file);
  let ended = true;
  await runner(path).catch(() => (ended = false));
  if (!existsSync(path)) throw new Error('it left no result');
  const { passed, failed } = read(JSON.parse(readFileSync(path, 'utf8')));
  if (passed + failed === 0) throw new Error('it ran no test');
  // A file that cannot be loaded fails the run without failing a test.
  return { passed, failed: failed === 0 && !ended ? 1 : failed };
}

const vitestCounts = ({ numPassedTests, numFailedTests }) => ({
  passed: numPassedTests,
  failed: numFailedTests,
});
const mochaCounts = ({ stats }) => ({ passed: stats.passes, failed: stats.failures });

const vitest = (project) => () =>
  counted(`${project}.json`, vitestCounts, (path) =>
    node(
      'node_modules/vitest/vitest.mjs',
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${path}`,
    ),
  );

const stages = [
  { name: 'format', run: check('node_modules/prettier/bin/prettier.cjs', '--check', '.') },
  { name: 'types', run: check('scripts/typecheck.mjs') },
  { name: 'lint', run: check('node_modules/eslint/bin/eslint.js', '.') },
  { name: 'build', run: check('scripts/build.mjs') },
  { name: 'package', run: check('scripts/package.mjs') },
  { name: 'unit and contract tests', run: vitest('unit') },
  { name: 'tests of the package', run: vitest('package') },
  {
    name: 'tests in the extension host',
    run: () =>
      counted('host.json', mochaCounts, () =>
        node(hasServer ? 'scripts/test-host.mjs' : 'scripts/test-desktop.mjs'),
      ),
  },
  // End to end needs VS Code's server; elsewhere the desktop editor has run the suite above.
  ...(hasServer ? [{ name: 'end-to-end tests', run: vitest('e2e') }] : []),
];

/** Sets up everything before the first stage, so that a stage's time is its own. */
async function setUp() {
  await ensureDependencies();
  await import('./build-samples.mjs');
  if (hasServer) await Promise.all([ensureVsCode(), ensureBrowser()]);
  rmSync(artifacts, { recursive: true, force: true });
  mkdirSync(artifacts);
}

const seconds = (since) => ((Date.now() - since) / 1000).toFixed(1);

async function runStage({ name, run: runIt }) {
  const started = Date.now();
  console.log(`\n── ${name}`);
  const counts = await runIt().catch((error) => {
    console.error(`${name}: ${error.message}`);
    return { passed: 0, failed: 1 };
  });
  return { name, ...counts, seconds: seconds(started) };
}

const started = Date.now();
await setUp();
const results = [{ name: 'set-up', passed: 0, failed: 0, seconds: seconds(started) }];
for (const stage of stages) results.push(await runStage(stage));

console.log('');
for (const { name, passed, failed, seconds: time } of results) {
  console.log(`${failed > 0 ? '✗' : '✓'} ${name}: ${passed} passed, ${failed} failed (${time} s)`);
}
const total = (count) => results.reduce((sum, result) => sum + result[count], 0);
process.exitCode = total('failed') > 0 || total('passed') === 0 ? 1 : 0;
console.log(`${total('passed')} passed, ${total('failed')} failed`);
