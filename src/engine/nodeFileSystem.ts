import type { JournalFile } from './journal/types.ts';

/** What a file system says of a path. */
export interface PathFacts {
  readonly mode: number;
  readonly size: number;
  readonly mtimeMs: number;
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

/** A file opened for reading, writing or both; `FileHandle` of `node:fs/promises` is one. */
export interface OpenFile extends JournalFile {
  stat(): Promise<PathFacts>;
  readFile(): Promise<Uint8Array>;
  readFile(encoding: 'utf8'): Promise<string>;
  truncate(length: number): Promise<void>;
  writeFile(content: string | Uint8Array): Promise<void>;
}

/** The part of `node:fs/promises` that a dataset's files are reached with. */
export interface NodeFileSystem {
  readonly constants: {
    readonly O_RDONLY: number;
    readonly O_WRONLY: number;
    readonly O_RDWR: number;
    readonly O_CREAT: number;
    readonly O_EXCL: number;
    readonly O_APPEND: number;
    /** Windows has none. */
    readonly O_NOFOLLOW?: number;
  };
  realpath(path: string): Promise<string>;
  readlink(path: string): Promise<string>;
  lstat(path: string): Promise<PathFacts>;
  open(path: string, flags: number): Promise<OpenFile>;
  mkdir(path: string, options: { readonly recursive: true }): Promise<unknown>;
  chmod(path: string, mode: number): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  rm(path: string, options: { readonly force: true }): Promise<void>;
}

/** The part of `node:path` that their paths are taken apart with. */
export interface NodePaths {
  readonly sep: string;
  basename(path: string): string;
  dirname(path: string): string;
  join(...parts: string[]): string;
  relative(from: string, to: string): string;
  resolve(path: string): string;
}
