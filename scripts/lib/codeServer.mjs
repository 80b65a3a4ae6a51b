// Starts the VS Code under test on a loopback port, in folders of its own that vanish with it.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run.mjs';
import { ensureVsCode } from './vscodeUnderTest.mjs';

const startLimitMs = 60_000;
const stopLimitMs = 5_000;

/** Nothing that asks the network, greets, or takes room from the workbench. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'window.restoreWindows': 'none',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': 'off',
  'extensions.autoCheckUpdates': false,
  'chat.disableAIFeatures': true,
  'git.enabled': false,
};

/** Nothing is asked about trust, so nothing is given. */
const restricted = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
};

const noGallery = JSON.stringify({ serviceUrl: '', itemUrl: '', resourceUrlTemplate: '' });
const leaking = /^(VSCODE_|ELECTRON_|CODE_SERVER|CS_|HASHED_PASSWORD|PASSWORD|PORT$|npm_)/;

/** The environment without what another editor, npm or a hosting service put there. */
function ownEnvironment(home, extra) {
  const inherited = Object.entries(process.env).filter(([name]) => !leaking.test(name));
  return {
    ...Object.fromEntries(inherited),
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_DATA_HOME: join(home, '.local/share'),
    XDG_RUNTIME_DIR: home, // sockets: the path stays below the limit of 107 characters
    EXTENSIONS_GALLERY: noGallery,
    ...extra,
  };
}

function prepareHome(settings) {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'vs-')));
  mkdirSync(join(home, 'user/User'), { recursive: true });
  mkdirSync(join(home, 'extensions'));
  writeFileSync(join(home, 'config.yaml'), 'auth: none\n');
  writeFileSync(join(home, 'user/User/settings.json'), JSON.stringify({ ...quietSettings, ...settings }));
  return home;
}

/** Resolves with the address in the line code-server prints once it listens. */
function listening(child, log) {
  return new Promise((resolve, reject) => {
    let output = '';
    let settled = false;
    const fail = (what) => {
      settled = true;
      clearTimeout(timer);
      reject(new Error(`VS Code's server ${what}:\n${output.slice(-2000)}`));
    };
    const timer = setTimeout(() => fail(`did not listen within ${startLimitMs / 1000} s`), startLimitMs);
    const read = (chunk) => {
      log.write(chunk);
      if (settled) return;
      output += chunk;
      const address = /HTTP server listening on (http:\/\/[^\s/]+)/.exec(output)?.[1];
      if (!address) return;
      settled = true;
      clearTimeout(timer);
      resolve(address);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', (error) => fail(`cannot be started: ${error.message}`));
    child.once('exit', (code, signal) => fail(`ended with ${code ?? signal}`));
  });
}

function signalGroup(child, signal) {
  if (child.pid === undefined) return; // it was never started
  try {
    process.kill(-child.pid, signal); // the server, its extension host and their children
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

async function stop(child, home) {
  const runs = child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  const ended = runs ? new Promise((resolve) => child.once('exit', resolve)) : undefined;
  signalGroup(child, 'SIGTERM');
  await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, stopLimitMs).unref())]);
  signalGroup(child, 'SIGKILL');
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
}

/**
 * Starts VS Code's server with the given packaged extensions.
 * @param vsix paths of packages to install
 * @param settings user settings on top of the quiet ones
 * @param port 0 = any free port
 * @param development load an extension from its folder instead (and let tests run in its host)
 * @param trust false = a new folder is not trusted: Restricted Mode
 * @param env more variables, which reach the extension host
 * @returns `{ url, host, home, processId, stop() }`
 */
export async function startCodeServer({
  vsix = [],
  settings = {},
  port = 0,
  development = false,
  trust = true,
  env = {},
} = {}) {
  const { node, entry } = await ensureVsCode();
  const home = prepareHome({ ...(trust ? {} : restricted), ...settings });
  const environment = ownEnvironment(home, env);
  const folders = [
    '--config',
    'config.yaml',
    '--user-data-dir',
    'user',
    '--extensions-dir',
    'extensions',
  ].map((argument) => (argument.startsWith('--') ? argument : join(home, argument)));
  for (const file of vsix) {
    await run(node, [entry, ...folders, '--install-extension', file, '--force'], {
      env: environment,
      capture: true,
    });
  }
  const switches = ['telemetry', 'update-check', 'getting-started-override', 'proxy'];
  if (trust) switches.push('workspace-trust');
  const child = spawn(
    node,
    [
      entry,
      ...folders,
      '--auth',
      'none',
      '--bind-addr',
      `127.0.0.1:${port}`,
      '--ignore-last-opened',
      ...switches.map((name) => `--disable-${name}`),
      // A built workbench listens to an extension's development path only with this driver.
      ...(development ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
    ],
    { env: environment, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  const log = createWriteStream(join(home, 'server.log'));
  const url = await listening(child, log).catch(async (error) => {
    await stop(child, home);
    throw error;
  });
  return { url, host: new URL(url).host, home, processId: child.pid, stop: () => stop(child, home) };
}
