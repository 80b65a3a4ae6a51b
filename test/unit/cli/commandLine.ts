import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { run } from '../../../src/cli/run.ts';

/** The built command line. */
export const program = join(import.meta.dirname, '../../../dist/cli.js');

/** What one run did. */
export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the built `label-scout` as a process of its own. */
export const spawnLabelScout = (
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv; readonly program?: string } = {},
): Promise<Run> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [options.program ?? program, ...args], {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.on('error', reject).on('close', (code) => resolve({ code, out, err }));
  });

/** Listens to what is written to a stream until it is told to stop. */
function listen(stream: NodeJS.WriteStream): { stop(): string } {
  const { write } = stream;
  let heard = '';
  stream.write = ((text: string, done?: () => void) => {
    heard += text;
    done?.();
    return true;
  }) as typeof write;
  return {
    stop: () => {
      stream.write = write;
      return heard;
    },
  };
}

/** Runs `label-scout` in this process, which saves the half second a new one takes. */
export async function labelScout(args: readonly string[]): Promise<Run> {
  const [out, err] = [listen(process.stdout), listen(process.stderr)];
  const code = await run(['node', 'label-scout', ...args]);
  return { code, out: out.stop(), err: err.stop() };
}

/** The document a successful `--json` run printed; standard output must hold it and nothing else. */
export async function json(args: readonly string[]): Promise<unknown> {
  const { code, out, err } = await labelScout([...args, '--json']);
  if (code !== 0) throw new Error(`exit code ${code}: ${err}`);
  return JSON.parse(out);
}

/** A folder with the given files, gone when the test ends. */
export function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'label-scout-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** Rows of two numbers whose sum decides the class, with ids `r0`, `r1`, …; the same for the same count. */
export function twoClassTable(count: number): string {
  const rows = Array.from({ length: count }, (_, row) => {
    const [x, y] = [(row * 37) % 101, (row * 61) % 97];
    return `r${row},${x / 100},${y / 100},${x + y > 98 ? 'yes' : 'no'}`;
  });
  return `id,x,y,class\n${rows.join('\n')}\n`;
}

/** A manifest for `data.csv` as {@link twoClassTable} writes it. */
export const tableManifest = (
  more: Readonly<Record<string, unknown>> = {},
  source: Readonly<Record<string, unknown>> = {},
): string =>
  JSON.stringify({
    version: 1,
    name: 'Two classes',
    source: { kind: 'table', files: ['data.csv'], id: 'id', label: 'class', labels: 'oracle', ...source },
    ...more,
  });

/** A small dataset folder: 60 rows, the classes `no` and `yes` as an oracle. */
export const smallDataset = (count = 60): string =>
  folderWith({ 'data.csv': twoClassTable(count), 'label-scout.json': tableManifest() });
