import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { Dataset } from '../../src/host/dataset.ts';
import type { Api } from '../../src/host/extension.ts';

/** The folder of the workspace: a copy of the sample digits. */
export const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';

/** Runs a command of the extension. */
export const run = (name: string, ...given: unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(`labelScout.${name}`, ...given);

const patienceMs = 30_000;

/** Waits until something holds; the host tells of changes by events of several kinds, so it is asked again. */
export async function until(what: string, holds: () => boolean, milliseconds = patienceMs): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!holds()) {
    if (Date.now() > end) assert.fail(`${what}: not within ${milliseconds / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The running extension and the dataset of its workspace. */
export async function activated(): Promise<{ readonly api: Api; readonly dataset: Dataset }> {
  const extension = vscode.extensions.getExtension<Api>('label-scout.label-scout');
  assert.ok(extension);
  const api = await extension.activate();
  await api.datasets.searched;
  return { api, dataset: api.datasets.all[0]! };
}

/** The true class of each sample, by id. */
export function readTruth(): ReadonlyMap<string, string> {
  const lines = readFileSync(process.env['LABEL_SCOUT_TEST_TRUTH'] ?? '', 'utf8')
    .trim()
    .split('\n');
  return new Map(lines.slice(1).map((line) => line.trim().split(',') as [string, string]));
}
