import { posix } from 'node:path';
import { manifestName, type Source } from '../protocol/manifest.ts';

/**
 * Whether a file that matches `source.files` is a sample: manifests, those of datasets in folders below too, and the
 * truth file are about the samples, and `**` does not mean them.
 * @param manifest the name of the dataset's own manifest.
 */
export const isSampleOf =
  (source: Source, manifest: string) =>
  (file: string): boolean =>
    file !== manifest &&
    posix.basename(file) !== manifestName &&
    (source.kind === 'table' || file !== source.truth);
