// npm start: sets up what is missing, builds, and opens the extension on the sample digits.
// usage: npm start [-- --port NUMBER] [-- --browser]
//   --port     where the VS Code of `code-server` listens, by default any free port
//   --browser  use that VS Code even where the desktop's `code` is on the PATH
import { spawn } from 'node:child_process';
import { accessSync, constants, cpSync, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './lib/dependencies.mjs';
import { root } from './lib/root.mjs';
import { run } from './lib/run.mjs';
import './lib/plainFailure.mjs';

const { values: flags } = parseArgs({ options: { port: { type: 'string' }, browser: { type: 'boolean' } } });
const port = Number(flags.port ?? 0);
if (!Number.isInteger(port) || port < 0 || port > 65_535)
  throw new Error(
    `--port must be a whole number from 0 to 65535, not ${flags.port}; 0 stands for any free port.`,
  );
const isWindows = process.platform === 'win32';
const workspace = join(root, 'out/digits');

/** Desktop VS Code's launcher, where there is one and a screen to open a window on. */
function desktopCode() {
  const hasScreen = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  if (flags.browser || !hasScreen) return undefined;
  const name = isWindows ? 'code.cmd' : 'code';
  const candidates = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name));
  return candidates.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** The user labels a copy: building the samples anew must not take labels away. */
async function prepareWorkspace() {
  await import('./build-samples.mjs');
  if (!existsSync(workspace)) cpSync(join(root, 'media/samples/digits'), workspace, { recursive: true });
}

async function openDesktop(code) {
  await run(process.execPath, [join(root, 'scripts/build.mjs')]);
  const words = ['--new-window', `--extensionDevelopmentPath=${root}`, workspace];
  // The shell that a .cmd file needs parts words at spaces, of which the path of VS Code has some.
  const [command, ...others] = [code, ...words].map((word) => (isWindows ? `"${word}"` : word));
  spawn(command, others, {
    stdio: 'inherit',
    shell: isWindows,
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  console.log(`opening ${workspace} in desktop VS Code, with the extension from this folder`);
}

async function openServer() {
  await import('./package.mjs');
  const { startCodeServer } = await import('./lib/codeServer.mjs');
  const { vsixPath } = await import('./lib/vsix.mjs');
  const server = await startCodeServer({ vsix: [vsixPath], port });
  // SIGHUP: the window of the terminal is closed.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, async () => {
      await server.stop();
      process.exit(0);
    });
  }
  console.log(`\nOpen this in a browser:\n\n  ${server.url}/?folder=${encodeURIComponent(workspace)}\n`);
  console.log(`Labels are kept in ${workspace}. Ctrl+C ends it.`);
}

await ensureDependencies();
await prepareWorkspace();
const code = desktopCode();
await (code ? openDesktop(code) : openServer());
