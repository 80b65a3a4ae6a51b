// Where large downloads live: one folder per user and per version, shared by every clone.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** `$XDG_CACHE_HOME/label-scout`, by default `~/.cache/label-scout` (`%LOCALAPPDATA%` on Windows). */
export function cacheFolder() {
  // Set to nothing counts as not set.
  const base = process.env['XDG_CACHE_HOME'] || process.env['LOCALAPPDATA'] || join(homedir(), '.cache');
  return join(base, 'label-scout');
}

function isRunning(processId) {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/**
 * Removes what aborted installations left behind; those of running processes are theirs to finish. What bears the number of
 * this process is of an earlier one that had it, as every container counts from one.
 */
function removeAbandoned(parent, name) {
  for (const entry of readdirSync(parent)) {
    const owner = entry.startsWith(`${name}.partial-`) ? Number(entry.split('-').at(-1)) : NaN;
    const isAbandoned = owner === process.pid || (owner > 0 && !isRunning(owner));
    if (isAbandoned) rmSync(join(parent, entry), { recursive: true, force: true });
  }
}

/** Installations of this process that are under way, by name. */
const underWay = new Map();

/**
 * Returns the cache's folder `name`, filled by `install(folder)` when it is not there yet.
 * It is filled aside and renamed when complete: an aborted or a parallel installation never leaves half of one.
 */
export async function installOnce(name, install) {
  const installed = underWay.get(name) ?? installAside(name, install);
  underWay.set(name, installed);
  try {
    return await installed;
  } finally {
    underWay.delete(name);
  }
}

async function installAside(name, install) {
  const parent = cacheFolder();
  const folder = join(parent, name);
  if (existsSync(folder)) return folder;
  mkdirSync(parent, { recursive: true });
  removeAbandoned(parent, name);
  const partial = `${folder}.partial-${process.pid}`;
  mkdirSync(partial);
  try {
    await install(partial);
    renameSync(partial, folder);
  } catch (error) {
    // A parallel installation that was faster has put the same thing there: ours is not needed.
    if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(error.code) || !existsSync(folder)) throw error;
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return folder;
}
