import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cacheFolder, installOnce } from '../../../scripts/lib/cache.mjs';

let base: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'label-scout-'));
  vi.stubEnv('XDG_CACHE_HOME', base);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(base, { recursive: true });
});

const put = (content: string) => (folder: string) => writeFileSync(join(folder, 'content'), content);

describe('installOnce', () => {
  it('installs once and finds it again', async () => {
    const folder = await installOnce('tool-1', put('first'));
    expect(folder).toBe(join(base, 'label-scout/tool-1'));
    await installOnce('tool-1', put('second'));
    expect(readFileSync(join(folder, 'content'), 'utf8')).toBe('first');
  });

  it('leaves nothing of an installation that failed', async () => {
    const failing = installOnce('tool-1', (folder) => {
      put('half')(folder);
      throw new Error('no network');
    });
    await expect(failing).rejects.toThrow('no network');
    expect(readdirSync(cacheFolder())).toEqual([]);
  });

  it('takes what a parallel installation has put there meanwhile', async () => {
    const folder = await installOnce('tool-1', async (partial) => {
      put('slow')(partial);
      mkdirSync(join(cacheFolder(), 'tool-1'));
      put('fast')(join(cacheFolder(), 'tool-1'));
    });
    expect(readFileSync(join(folder, 'content'), 'utf8')).toBe('fast');
    expect(readdirSync(cacheFolder())).toEqual(['tool-1']);
  });

  it('installs once what is asked for twice at a time', async () => {
    const folders = await Promise.all([installOnce('tool-1', put('one')), installOnce('tool-1', put('two'))]);
    expect(new Set(folders).size).toBe(1);
    expect(readFileSync(join(folders[0], 'content'), 'utf8')).toBe('one');
  });

  it('takes what bears its own number for that of an earlier process, as in a container', async () => {
    mkdirSync(join(cacheFolder(), `tool-1.partial-${process.pid}`), { recursive: true });
    await installOnce('tool-1', put('done'));
    expect(readdirSync(cacheFolder())).toEqual(['tool-1']);
  });

  it('does not take an empty variable for a folder', () => {
    vi.stubEnv('XDG_CACHE_HOME', '');
    vi.stubEnv('LOCALAPPDATA', base);
    expect(cacheFolder()).toBe(join(base, 'label-scout'));
  });

  it('removes what an aborted installation left, but not that of a running one', async () => {
    const ended = spawnSync(process.execPath, ['--version']).pid;
    for (const owner of [ended, process.ppid]) {
      mkdirSync(join(cacheFolder(), `tool-1.partial-${owner}`), { recursive: true });
    }
    await installOnce('tool-1', put('done'));
    expect(existsSync(join(cacheFolder(), `tool-1.partial-${ended}`))).toBe(false);
    expect(existsSync(join(cacheFolder(), `tool-1.partial-${process.ppid}`))).toBe(true);
  });
});
