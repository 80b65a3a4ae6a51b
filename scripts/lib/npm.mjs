import { run } from './run.mjs';

const isWindows = process.platform === 'win32';

/** Runs npm in `cwd`, quietly, with no install script that would fetch from outside the registry. */
export async function npm(args, { cwd, env = {} } = {}) {
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  await run(isWindows ? 'npm.cmd' : 'npm', [...args, ...quiet], {
    ...(cwd ? { cwd } : {}),
    env: { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip', ...env },
    shell: isWindows,
  });
}
