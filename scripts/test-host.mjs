// npm run test:host: runs test/integration inside the extension host of a real workbench, driven by a browser.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { browserArguments, ensureBrowser } from './lib/browser.mjs';
import { startCodeServer } from './lib/codeServer.mjs';
import { createHostWorkspace, hostTestEnvironment, reportHostResults } from './lib/hostWorkspace.mjs';
import { root } from './lib/root.mjs';
import { hostTests } from './bundle-host-tests.mjs';
import './build-samples.mjs';
import './lib/plainFailure.mjs';

const limitMs = 600_000;

/** Opens the workbench with the tests as its task; resolves when the extension host says it has run them. */
async function runTests(page, server, folder) {
  // The workbench calls these two globals when it runs an extension's tests.
  const ended = new Promise((resolve) => page.exposeFunction('codeAutomationExit', resolve));
  await page.exposeFunction('codeAutomationLog', () => undefined);
  const remote = (path) => `vscode-remote://${server.host}${path}`;
  const payload = [
    ['extensionDevelopmentPath', remote(root)],
    ['extensionTestsPath', remote(hostTests)],
  ];
  await page.goto(`${server.url}/?${new URLSearchParams({ folder, payload: JSON.stringify(payload) })}`);
  const late = new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`no result within ${limitMs / 1000} s`)), limitMs).unref();
  });
  await Promise.race([ended, late]);
}

const artifacts = join(root, 'test-results');
mkdirSync(artifacts, { recursive: true });
const workspace = createHostWorkspace();
/** What is to be taken back at the end, the last first: a server would outlive this process. */
const undo = [() => workspace.remove()];
try {
  const { executablePath, env } = await ensureBrowser();
  const server = await startCodeServer({ development: true, env: hostTestEnvironment(workspace) });
  undo.unshift(() => server.stop());
  const browser = await chromium.launch({ executablePath, env, args: [...browserArguments] });
  undo.unshift(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await runTests(page, server, workspace.folder).catch(async (error) => {
    await page.screenshot({ path: join(artifacts, 'host-failed.png') });
    throw error;
  });
  process.exitCode = reportHostResults(workspace) ? 0 : 1;
} finally {
  for (const takeBack of undo) await takeBack();
}
