import * as vscode from 'vscode';
import { cleanPattern, filePatterns, isSearched, type FilePatterns } from '../protocol/filePatterns.ts';
import { manifestName, type Manifest } from '../protocol/manifest.ts';
import type { OpenedDataset } from '../protocol/trainer.ts';

/** Files that a dataset is read from beside its samples. */
const helpersOf = ({ source }: Manifest): readonly string[] =>
  [source.kind === 'table' ? undefined : source.truth, source.features?.onnx]
    .filter((name) => name !== undefined)
    .map(cleanPattern);

/** Manifest and journal are followed by themselves, and the cache is ours, whatever the patterns match. */
const isPlaceForData = (path: string): boolean =>
  path !== '' && path !== manifestName && path.split('/').slice(0, -1).every(isSearched);

const foldersAbove = (path: string): string[] => {
  const folders = path.split('/').slice(0, -1);
  return folders.map((_, index) => folders.slice(0, index + 1).join('/'));
};

/** The files that a manifest names; paths are relative to its folder, with `/`. */
export class NamedFiles {
  readonly helpers: readonly string[];
  /** Helpers and patterns; one without wildcards is the path of a file. */
  readonly all: readonly string[];
  readonly #patterns: FilePatterns;

  constructor(manifest: Manifest) {
    this.helpers = helpersOf(manifest);
    this.all = [...manifest.source.files.map(cleanPattern), ...this.helpers];
    this.#patterns = filePatterns(this.all);
  }

  has(path: string): boolean {
    return isPlaceForData(path) && this.#patterns.matches(path);
  }

  /** Whether a path is such a file, or may be a folder that holds some. */
  mayConcern(path: string): boolean {
    return this.has(path) || (isPlaceForData(path) && this.#patterns.reaches(path));
  }

  /** Whether a folder holds all files of one of the patterns. */
  areBelow(folder: string): boolean {
    return this.#patterns.areBelow(folder);
  }
}

const statIn = (folder: vscode.Uri, path: string): Promise<vscode.FileStat | null> =>
  Promise.resolve(vscode.workspace.fs.stat(vscode.Uri.joinPath(folder, path))).catch(() => null);

/** Files as they were before a dataset was read; of those that wildcards find only the time of reading is known. */
export interface BeforeReading {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly files: ReadonlyMap<string, vscode.FileStat>;
}

/** To be called when the reading is about to begin, so that no change goes unnoticed. */
export async function lookBeforeReading(folder: vscode.Uri, named: NamedFiles): Promise<BeforeReading> {
  const at = Date.now();
  const found = await Promise.all(named.all.map(async (path) => [path, await statIn(folder, path)] as const));
  const files = new Map(found.filter((entry): entry is [string, vscode.FileStat] => entry[1] !== null));
  return { at, files };
}

/** What a dataset was read from, to be compared with what is on the disk now. */
export class DataAsRead {
  readonly #files: ReadonlySet<string>;
  readonly #folders: ReadonlySet<string>;

  constructor(
    private readonly folder: vscode.Uri,
    private readonly named: NamedFiles,
    private readonly facts: OpenedDataset,
    private readonly before: BeforeReading,
  ) {
    const files = [...(facts.kind === 'table' ? [] : facts.ids), ...named.helpers];
    this.#files = new Set(files);
    this.#folders = new Set(files.flatMap(foldersAbove));
  }

  /**
   * Whether something at these paths is other than it was read. An event alone says little: those of files that were
   * copied before the dataset was opened come late.
   */
  async isOutdated(paths: readonly string[]): Promise<boolean> {
    for (const path of paths) if (await this.#isOther(path)) return true;
    return false;
  }

  async #isOther(path: string): Promise<boolean> {
    const now = await statIn(this.folder, path);
    if (now === null) return this.#wasRead(path) || this.#heldData(path);
    if (now.type === vscode.FileType.Directory) return await this.#holdsOther(path);
    return this.named.has(path) && (this.#wasWritten(path, now) || !this.#wasRead(path));
  }

  /** A file that another is moved over may be older than the reading, but is not of the same age or size as before. */
  #wasWritten(path: string, { mtime, size }: vscode.FileStat): boolean {
    const then = this.before.files.get(path);
    return mtime > this.before.at || (then !== undefined && (then.mtime !== mtime || then.size !== size));
  }

  /** Which files a table was read from is not told: of those named now, it is taken for granted. */
  #wasRead(path: string): boolean {
    return this.#files.has(path) || (this.facts.kind === 'table' && this.named.has(path));
  }

  #heldData(folder: string): boolean {
    return this.#folders.has(folder) || (this.facts.kind === 'table' && this.named.areBelow(folder));
  }

  async #holdsOther(path: string): Promise<boolean> {
    const uri = vscode.Uri.joinPath(this.folder, path);
    const entries = await Promise.resolve(vscode.workspace.fs.readDirectory(uri)).catch(() => []);
    const below = entries.map(([name]) => `${path}/${name}`);
    return await this.isOutdated(below.filter((child) => this.named.mayConcern(child)));
  }
}
