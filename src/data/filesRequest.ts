import type { Manifest } from '../protocol/manifest.ts';

/** Files to open as a dataset, and what the caller asks. */
export interface FilesRequest {
  readonly folder: string;
  readonly name: string;
  /** Relative to the folder, with `/`, sorted. They are the ids. */
  readonly files: readonly string[];
  readonly manifest: Manifest;
  readonly manyClasses: boolean;
  readonly threads?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Hears the share of the files that is read, 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
  /** Called with sentences about limits of the machine. */
  readonly onNotice?: ((sentence: string) => void) | undefined;
}
