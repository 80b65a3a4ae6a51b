// Runs test/integration in desktop VS Code: an installed one (VSCODE_EXECUTABLE), else one that is downloaded.
import { runTests } from '@vscode/test-electron';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHostWorkspace, hostTestEnvironment, reportHostResults } from './lib/hostWorkspace.mjs';
import { root } from './lib/root.mjs';
import { hostTests } from './bundle-host-tests.mjs';
import './build-samples.mjs';

const workspace = createHostWorkspace();
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
      // A short path: macOS limits the sockets made below it to 103 characters.
      `--user-data-dir=${mkdtempSync(join(tmpdir(), 'vs-'))}`,
    ],
  }).catch((error) => console.error(error.message)); // a failed test too ends it with an error
  process.exitCode = reportHostResults(workspace) ? 0 : 1;
} finally {
  workspace.remove();
}
