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
  readonly #patterns: FilePatterns;

  constructor(manifest: Manifest) {
    this.helpers = helpersOf(manifest);
    this.#patterns = filePatterns([...manifest.source.files.map(cleanPattern), ...this.helpers]);
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

/** What a dataset was read from, to be compared with what is on the disk now. */
export class DataAsRead {
  readonly #files: ReadonlySet<string>;
  readonly #folders: ReadonlySet<string>;

  /** @param readAt when reading began, in milliseconds since 1970. */
  constructor(
    private readonly folder: vscode.Uri,
    private readonly named: NamedFiles,
    private readonly facts: OpenedDataset,
    private readonly readAt: number,
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
    const uri = vscode.Uri.joinPath(this.folder, path);
    const now = await Promise.resolve(vscode.workspace.fs.stat(uri)).catch(() => null);
    if (now === null) return this.#wasRead(path) || this.#heldData(path);
    if (now.type === vscode.FileType.Directory) return await this.#holdsOther(uri, path);
    return this.named.has(path) && (now.mtime > this.readAt || !this.#wasRead(path));
  }

  /** Which files a table was read from is not told: of those named now, it is taken for granted. */
  #wasRead(path: string): boolean {
    return this.#files.has(path) || (this.facts.kind === 'table' && this.named.has(path));
  }

  #heldData(folder: string): boolean {
    return this.#folders.has(folder) || (this.facts.kind === 'table' && this.named.areBelow(folder));
  }

  async #holdsOther(uri: vscode.Uri, path: string): Promise<boolean> {
    const entries = await Promise.resolve(vscode.workspace.fs.readDirectory(uri)).catch(() => []);
    const below = entries.map(([name]) => `${path}/${name}`);
    return await this.isOutdated(below.filter((child) => this.named.mayConcern(child)));
  }
}
