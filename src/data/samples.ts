import { posix } from 'node:path';
import { cleanPattern, filePatterns } from '../protocol/filePatterns.ts';
import { manifestName, type Source } from '../protocol/manifest.ts';

/**
 * Whether a file that matches `source.files` is a sample: manifests, those of datasets in folders below too, and the
 * truth file are about the samples, and `**` does not mean them.
 * @param manifest the name of the dataset's own manifest.
 */
export function isSampleOf(source: Source, manifest: string): (file: string) => boolean {
  const truth = source.kind === 'table' ? undefined : source.truth;
  const isTruth = truth === undefined ? () => false : filePatterns([cleanPattern(truth)]).matches;
  return (file) =>
    file !== manifest && posix.basename(file) !== manifestName && file !== truth && !isTruth(file);
}
