// npm run test:desktop: runs test/integration in desktop VS Code, the one that the variable VSCODE_EXECUTABLE names, else
// one that is downloaded.
import { runTests } from '@vscode/test-electron';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHostWorkspace, hostTestEnvironment, reportHostResults } from './lib/hostWorkspace.mjs';
import { root } from './lib/root.mjs';
import { hostTests } from './bundle-host-tests.mjs';
import './build-samples.mjs';
import './lib/plainFailure.mjs';

const workspace = createHostWorkspace();
// A short path: macOS limits the sockets made below it to 103 characters.
const userData = mkdtempSync(join(tmpdir(), 'vs-'));
const executable = process.env['VSCODE_EXECUTABLE'];
try {
  await runTests({
    ...(executable ? { vscodeExecutablePath: executable } : {}),
    extensionDevelopmentPath: root,
    extensionTestsPath: hostTests,
    extensionTestsEnv: hostTestEnvironment(workspace),
    launchArgs: [
      workspace.folder,
      '--disable-workspace-trust',
      '--disable-extensions',
      `--user-data-dir=${userData}`,
    ],
  }).catch((error) => console.error(error.message)); // a failed test too ends it with an error
  process.exitCode = reportHostResults(workspace) ? 0 : 1;
} finally {
  workspace.remove();
  rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
}
