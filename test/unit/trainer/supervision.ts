import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { TrainerProcess, type TrainerProcessOptions } from '../../../src/host/trainerProcess.ts';
import type { TrainerState } from '../../../src/host/trainerState.ts';

export const trainerScript = resolve(import.meta.dirname, '../../../dist/trainer.js');

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'label-scout-trainer-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A script to run instead of the trainer, for lives that end badly. */
export function scriptOf(code: string): string {
  const path = join(temporaryFolder(), 'trainer.cjs');
  writeFileSync(path, code);
  return path;
}

export interface Supervised {
  readonly trainer: TrainerProcess;
  readonly lines: string[];
  readonly states: TrainerState[];
  /** Process ids of all lives so far. */
  readonly pids: () => number[];
}

/** The real supervisor over the built trainer, with its log kept. */
export function supervise(options: Partial<TrainerProcessOptions> = {}): Supervised {
  const lines: string[] = [];
  const write = (line: string) => lines.push(line);
  const trainer = new TrainerProcess({
    script: trainerScript,
    product: '0.0.0-test',
    log: { info: write, warn: write, error: write },
    ...options,
  });
  const states: TrainerState[] = [];
  trainer.onState((state) => states.push(state));
  onTestFinished(() => trainer.dispose());
  const pids = () => lines.flatMap((line) => /process (\d+) has started/.exec(line)?.[1] ?? []).map(Number);
  return { trainer, lines, states, pids };
}

/** Whether the process runs. In a container nobody may bury an orphan: a dead one that waits for it counts as gone. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const status = `/proc/${pid}/status`;
    return !existsSync(status) || !/^State:\s+Z/m.test(readFileSync(status, 'utf8'));
  } catch {
    return false;
  }
}

/** Waits until it holds; the test's own timeout is the limit. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((done) => setTimeout(done, 10));
}
