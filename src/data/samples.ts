import { posix } from 'node:path';
import { cleanPattern, filePatterns } from '../protocol/filePatterns.ts';
import { manifestName, type Source } from '../protocol/manifest.ts';

/** Whether a file is `source.truth`, by its name or by the pattern written there. */
export function isTruthOf({ truth }: { readonly truth?: string | undefined }): (file: string) => boolean {
  if (truth === undefined) return () => false;
  const patterns = filePatterns([cleanPattern(truth)]);
  return (file) => file === truth || patterns.matches(file);
}

/**
 * Whether a file that matches `source.files` is a sample: manifests, those of datasets in folders below too, and the
 * truth files are about the samples, and `**` does not mean them.
 * @param manifest the name of the dataset's own manifest.
 */
export function isSampleOf(source: Source, manifest: string): (file: string) => boolean {
  const isTruth = source.kind === 'table' ? () => false : isTruthOf(source);
  return (file) => file !== manifest && posix.basename(file) !== manifestName && !isTruth(file);
}
