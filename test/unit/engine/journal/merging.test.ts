import { execFileSync } from 'node:child_process';
import * as fileSystem from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openJournal } from '../../../../src/engine/journal/openJournal.ts';
import { stamps } from './helpers.ts';

let folder: string;
beforeEach(async () => {
  folder = await fileSystem.mkdtemp(join(tmpdir(), 'journal-'));
});
afterEach(() => fileSystem.rm(folder, { recursive: true }));

function git(...given: readonly string[]): void {
  const person = ['-c', 'user.name=t', '-c', 'user.email=t@example.org'];
  execFileSync('git', [...person, ...given], { cwd: folder, stdio: 'pipe' });
}

/** One label by one person, committed on a branch. */
async function label(branch: string, by: string, id: string): Promise<void> {
  const path = join(folder, '.label-scout', 'labels.jsonl');
  const journal = await openJournal(fileSystem, path, { by, ...stamps(`${by} ${id}`) });
  await journal.append({ op: 'label', id, label: 'cat' });
  git('add', '--all');
  git('commit', '--quiet', '--message', `${id} on ${branch}`);
}

test('git merges the journals of two people who labeled at the same time by itself', async () => {
  git('init', '--quiet', '--initial-branch', 'main');
  await label('main', 'ann', 'a');
  git('checkout', '--quiet', '-b', 'theirs');
  await label('theirs', 'bea', 'b');
  git('checkout', '--quiet', 'main');
  await label('main', 'ann', 'c');
  git('merge', '--quiet', 'theirs');
  const path = join(folder, '.label-scout', 'labels.jsonl');
  const { state } = await openJournal(fileSystem, path, { by: 'ann', ...stamps('merged') });
  expect([...state.labels.keys()].sort()).toEqual(['a', 'b', 'c']);
  expect(state.unreadableLines).toEqual([]);
});
