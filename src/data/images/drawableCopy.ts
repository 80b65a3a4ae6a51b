import { createHash } from 'node:crypto';
import { lstat, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder, writeToCache } from '../../runtime/cacheFolder.ts';
import { renderPng } from '../../runtime/images.ts';

/** Pixels of the longer side of a copy at most; a larger picture is shrunk to fit a screen anyway. */
const longestSide = 1600;
/** Copies kept: those of the newest samples, with room for going back. */
const keptCopies = 200;
const namePattern = /^shown-[0-9a-f]{32}\.png$/;

/**
 * The path of a PNG of a picture that the panel's page cannot draw as it is, such as TIFF. It stands in the dataset's
 * cache, from which the page may load; the same file has the same copy until it changes.
 * @throws the decoder's error, or HumanError where the cache cannot be written.
 */
export async function drawableCopy(folder: string, file: string): Promise<string> {
  const path = join(folder, file);
  const { mtimeMs, size } = await stat(path);
  const stamp = createHash('sha256').update(JSON.stringify([file, mtimeMs, size]));
  const name = `shown-${stamp.digest('hex').slice(0, 32)}.png`;
  const copy = join(cacheFolder(folder), name);
  if (await isFile(copy)) return copy;
  await writeToCache(folder, name, await renderPng(path, longestSide));
  await removeOldest(cacheFolder(folder));
  return copy;
}

/** A link is no copy of ours: it would be replaced. */
const isFile = (path: string): Promise<boolean> =>
  lstat(path).then(
    (found) => found.isFile(),
    () => false,
  );

/** Removes copies beyond those that are kept, a quarter at once, so that few samples pay for it. */
async function removeOldest(cache: string): Promise<void> {
  const names = (await readdir(cache)).filter((name) => namePattern.test(name));
  if (names.length <= keptCopies) return;
  const copies = await Promise.all(
    names.map(async (name) => ({
      path: join(cache, name),
      written: await stat(join(cache, name)).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    })),
  );
  const oldest = copies.sort((a, b) => a.written - b.written).slice(0, names.length - (keptCopies * 3) / 4);
  await Promise.all(oldest.map(({ path }) => rm(path, { force: true })));
}
