import { execFileSync } from 'node:child_process';
import * as fileSystem from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openJournal } from '../../../../src/engine/journal/openJournal.ts';
import { line, stamps } from './helpers.ts';

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

/** As git is set up on Windows: files are checked out with the line breaks of that system. */
function startRepository(): void {
  git('init', '--quiet', '--initial-branch', 'main');
  git('config', 'core.autocrlf', 'true');
  git('config', 'core.safecrlf', 'true');
}

test('git merges the journals of two people who labeled at the same time by itself', async () => {
  startRepository();
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

test('the journal keeps its line breaks on every system, so that git does not see all of it changed', async () => {
  startRepository();
  await label('main', 'ann', 'a');
  const path = join(folder, '.label-scout', 'labels.jsonl');
  await fileSystem.rm(path);
  git('checkout', '--', path);
  await label('main', 'ann', 'b');
  expect(await fileSystem.readFile(path, 'utf8')).not.toContain('\r');
});

test('line breaks of another system and byte order marks hide no entry, wherever a merge put them', async () => {
  const [a, b] = ['a', 'b'].map((id) => line({ e: id, op: 'label', id, label: 'cat' }).trimEnd());
  const path = join(folder, 'labels.jsonl');
  await fileSystem.writeFile(path, `\uFEFF${a}\r\n\uFEFF${b}\r\n`);
  const { state } = await openJournal(fileSystem, path, { by: 'ann', ...stamps('marks') });
  expect([...state.labels.keys()]).toEqual(['a', 'b']);
  expect(state.unreadableLines).toEqual([]);
});
