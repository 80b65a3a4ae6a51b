import type { Dirent } from 'node:fs';
import type * as fileSystem from 'node:fs/promises';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { expandFiles } from '../../../src/data/globs.ts';
import { makeFolder } from './folder.ts';

/** The administrator may read every folder, so the system is made to refuse one. */
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof fileSystem>();
  const refusal = Object.assign(new Error('permission denied'), { code: 'EACCES' });
  const readdir = async (path: string, options: { withFileTypes: true }): Promise<Dirent[]> => {
    if (path.endsWith('locked')) throw refusal;
    return real.readdir(path, options);
  };
  return { ...real, readdir };
});

test('a folder that cannot be read is one error, which nobody misses while other folders are still read', async () => {
  const unheard: unknown[] = [];
  const listen = (reason: unknown): void => void unheard.push(reason);
  process.on('unhandledRejection', listen);
  onTestFinished(() => void process.off('unhandledRejection', listen));
  const elsewhere = makeFolder({ 'b.txt': '' });
  const folder = makeFolder({ 'locked/a.txt': '' });
  symlinkSync(elsewhere, join(folder, 'then a link'));
  await expect(expandFiles(folder, ['**/*.txt'])).rejects.toThrow(
    /locked cannot be opened: permission denied/,
  );
  expect(unheard).toEqual([]);
});
