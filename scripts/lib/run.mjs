import { spawn } from 'node:child_process';
import { root } from './root.mjs';

/**
 * Runs a program to its end in the project's folder and returns what it printed on standard output
 * (empty unless `capture` is set: then it is collected instead of shown).
 * @throws when it cannot be started or ends with anything but 0.
 */
export async function run(
  command,
  args,
  { cwd = root, env = process.env, capture = false, shell = false } = {},
) {
  const child = spawn(command, args, {
    cwd,
    env,
    shell,
    stdio: ['ignore', capture ? 'pipe' : 'inherit', 'inherit'],
  });
  const output = [];
  child.stdout?.on('data', (chunk) => output.push(chunk));
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode, signal) => resolve(exitCode ?? signal));
  });
  if (code !== 0) throw new Error(`${[command, ...args].join(' ')} ended with ${code}`);
  return Buffer.concat(output).toString();
}
