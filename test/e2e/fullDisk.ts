import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A disk of 64 kB of its own, which really fills up. */
export interface TinyDisk {
  fill(): void;
  free(): void;
  unmount(): void;
}

/** Mounts one on a folder; undefined where that is not allowed or not possible. */
export function mountTinyDisk(folder: string): TinyDisk | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  const filler = join(folder, 'filler');
  return {
    fill() {
      for (let page = 0; page < 64; page++) {
        try {
          writeFileSync(filler, Buffer.alloc(4096), { flag: 'a' });
        } catch {
          return;
        }
      }
    },
    free: () => rmSync(filler),
    unmount: () => execFileSync('umount', ['-l', folder]),
  };
}
