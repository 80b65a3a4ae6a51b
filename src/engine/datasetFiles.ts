import { HumanError } from './errors.ts';
import { errorCode } from './journal/fileErrors.ts';
import type { JournalFileSystem } from './journal/types.ts';
import type { NodeFileSystem, NodePaths, OpenFile, PathFacts } from './nodeFileSystem.ts';
import type { ReplacingFileSystem } from './replaceFile.ts';

/**
 * The manifest, journal and caches of a dataset, read and written as regular files in its folder. A folder may come from
 * anyone, and a link in it might name a shell's start-up file: below the folder no link is followed; above it, links are
 * the person's own. A hard link cannot be told from the file, and neither git nor a ZIP archive can bring one: it passes.
 *
 * All methods take paths below the folder, and throw a HumanError at a link, a pipe or a device.
 */
export class DatasetFiles implements JournalFileSystem, ReplacingFileSystem {
  constructor(
    private readonly fileSystem: NodeFileSystem,
    private readonly paths: NodePaths,
    /** The dataset's folder; it may be reached through links. */
    readonly folder: string,
  ) {}

  /** The bytes of a file. */
  readFile(path: string): Promise<Uint8Array>;
  readFile(path: string, encoding: 'utf8'): Promise<string>;
  async readFile(path: string, encoding?: 'utf8'): Promise<string | Uint8Array> {
    const file = await this.#open(path, this.fileSystem.constants.O_RDONLY);
    try {
      return await (encoding === undefined ? file.readFile() : file.readFile(encoding));
    } finally {
      await file.close();
    }
  }

  /** @param options the flag `wx` for a file that must not exist. */
  async writeFile(
    path: string,
    content: string | Uint8Array,
    options?: { readonly flag: 'wx' },
  ): Promise<void> {
    const { O_WRONLY, O_CREAT, O_EXCL } = this.fileSystem.constants;
    const file = await this.#open(path, O_WRONLY | O_CREAT | (options === undefined ? 0 : O_EXCL));
    try {
      await file.truncate(0);
      await file.writeFile(content);
    } finally {
      await file.close();
    }
  }

  /** Opens a file for reading and appending. */
  open(path: string): Promise<OpenFile> {
    const { O_RDWR, O_CREAT, O_APPEND } = this.fileSystem.constants;
    return this.#open(path, O_RDWR | O_CREAT | O_APPEND);
  }

  async mkdir(path: string, options: { readonly recursive: true }): Promise<unknown> {
    return await this.fileSystem.mkdir(await this.#placeOf(path), options);
  }

  async stat(path: string): Promise<PathFacts> {
    return await this.fileSystem.lstat(await this.#placeOf(path));
  }

  async chmod(path: string, mode: number): Promise<void> {
    await this.fileSystem.chmod(await this.#placeOf(path), mode);
  }

  async rename(from: string, to: string): Promise<void> {
    await this.fileSystem.rename(await this.#placeOf(from), await this.#placeOf(to));
  }

  /** Removes a file; of a link the link itself. */
  async rm(path: string, options: { readonly force: true }): Promise<void> {
    const parent = await this.#placeOf(this.paths.dirname(path));
    await this.fileSystem.rm(this.paths.join(parent, this.paths.basename(path)), options);
  }

  /** The path itself, whether something stands there or not: neither it nor a folder on the way to it is a link. */
  async realpath(path: string): Promise<string> {
    await this.#placeOf(path);
    return path;
  }

  /**
   * The path below the folder that a path names, by whatever way it leads there; undefined where it leads elsewhere. What
   * would leave the folder again by a link in it is below the folder, too.
   */
  async find(path: string): Promise<string | undefined> {
    const { basename, dirname, join, relative, resolve, sep } = this.paths;
    const root = await this.fileSystem.realpath(this.folder);
    let rest = '';
    for (let at = resolve(path); dirname(at) !== at; at = dirname(at)) {
      rest = join(basename(at), rest);
      const parent = await this.fileSystem.realpath(dirname(at)).catch(() => '');
      if (parent === root || parent.startsWith(root + sep))
        return join(this.folder, relative(root, parent), rest);
    }
    return undefined;
  }

  /** Where a path is for good, whatever becomes of the links above the folder. */
  async #placeOf(path: string): Promise<string> {
    const { join, relative, sep } = this.paths;
    const names = relative(this.folder, path).split(sep);
    if (names[0] === '..') throw new HumanError(`${path} is not in the dataset's folder ${this.folder}.`);
    const root = await this.fileSystem.realpath(this.folder);
    for (const count of names.keys()) {
      const place = join(root, ...names.slice(0, count + 1));
      const found = await this.fileSystem.lstat(place).catch(nothingThere);
      if (found === undefined) break;
      if (found.isSymbolicLink()) throw await this.#linkError(place);
      if (!found.isFile() && !found.isDirectory()) throw irregular(place);
    }
    return join(root, ...names);
  }

  /** Opens a regular file, and looks again at the way to it: a link may have come meanwhile. */
  async #open(path: string, flags: number): Promise<OpenFile> {
    const place = await this.#placeOf(path);
    const file = await this.fileSystem.open(place, flags | (this.fileSystem.constants.O_NOFOLLOW ?? 0));
    try {
      if (!(await file.stat()).isFile()) throw irregular(place);
      await this.#placeOf(path);
      return file;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  async #linkError(place: string): Promise<HumanError> {
    const target = await this.fileSystem.readlink(place).catch(() => 'elsewhere');
    return new HumanError(
      `${place} is a link to ${JSON.stringify(target)}, and in a dataset's folder Label Scout writes through no links: replace it by a regular file or folder, or remove it, then try again.`,
    );
  }
}

const irregular = (place: string): HumanError =>
  new HumanError(`${place} is no regular file: move it away, then try again.`);

function nothingThere(error: unknown): undefined {
  if (errorCode(error) !== 'ENOENT' && errorCode(error) !== 'ENOTDIR') throw error;
}
