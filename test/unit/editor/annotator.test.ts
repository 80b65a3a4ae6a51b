import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { annotatorIn as annotatorOnCommandLine } from '../../../src/cli/identity.ts';
import { annotatorIn } from '../../../src/host/annotator.ts';

/** A repository with a name of its own for whoever commits there. */
function repositoryOf(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'label-scout-annotator-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  execFileSync('git', ['init', '--quiet', folder]);
  execFileSync('git', ['-C', folder, 'config', 'user.name', name]);
  return folder;
}

it('asks git about the folder of the dataset, wherever this process stands', async () => {
  const folder = repositoryOf('Grace of the repository');
  expect(await annotatorIn(folder, '', true)).toBe('Grace of the repository');
  expect(await annotatorOnCommandLine(folder, undefined)).toBe('Grace of the repository');
});

it('prefers the name that was given', async () => {
  expect(await annotatorIn(repositoryOf('Grace'), 'Ada', true)).toBe('Ada');
});

it('starts no git on a folder that is not trusted', async () => {
  expect(await annotatorIn(repositoryOf('Mallory'), '', false)).not.toBe('Mallory');
});
