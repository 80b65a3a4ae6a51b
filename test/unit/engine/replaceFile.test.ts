import * as fileSystem from 'node:fs/promises';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { replaceFile } from '../../../src/engine/replaceFile.ts';
import { makeFolder } from '../data/folder.ts';

const failure = (code: string): Error => Object.assign(new Error(code), { code });

function manifestIn(folder: string): string {
  const path = join(folder, 'label-scout.json');
  writeFileSync(path, 'old');
  return path;
}

describe('replacing a file', () => {
  it('leaves what was there where the disk is full, and no draft', async () => {
    const folder = makeFolder();
    const path = manifestIn(folder);
    const full = {
      ...fileSystem,
      async writeFile(file: string) {
        await fileSystem.writeFile(file, 'ne');
        throw failure('ENOSPC');
      },
    };
    await expect(replaceFile(full, path, 'new', 'ann')).rejects.toThrow('ENOSPC');
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['label-scout.json']);
  });

  it('writes into the file where its folder takes no new ones', async () => {
    const path = manifestIn(makeFolder());
    const closed = {
      ...fileSystem,
      writeFile: (file: string, content: string | Uint8Array) =>
        file === path ? fileSystem.writeFile(file, content) : Promise.reject(failure('EACCES')),
    };
    await replaceFile(closed, path, 'new', 'ann');
    expect(readFileSync(path, 'utf8')).toBe('new');
  });
});
