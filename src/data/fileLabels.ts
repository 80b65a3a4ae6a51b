import { posix } from 'node:path';
import type { Source } from '../protocol/manifest.ts';
import { encodeLabels } from './classes.ts';
import type { FilesRequest } from './filesRequest.ts';
import { readTruth } from './truth.ts';

type FileSource = Exclude<Source, { kind: 'table' }>;

/** What is known from the start about the classes of files. */
export interface FileLabels {
  readonly classes: readonly string[];
  readonly existingLabels: Int32Array;
  readonly oracle: Int32Array;
  readonly notices: readonly string[];
}

/** What a dataset of files is, whatever they hold: the files are the ids. */
export const describeFiles = (
  { folder, files, manifest, name }: FilesRequest,
  { classes, existingLabels, oracle }: FileLabels,
) => ({ name: manifest.name ?? name, folder, manifest, ids: files, classes, existingLabels, oracle });

/** The name of the folder a file stands in; null directly in the dataset folder. */
export function folderLabel(file: string): string | null {
  const parent = posix.dirname(file);
  return parent === '.' ? null : posix.basename(parent);
}

/** Labels of files: from the truth file if there is one, else from the folder names if these count. */
export async function readFileLabels(request: FilesRequest, source: FileSource): Promise<FileLabels> {
  const { files, manifest } = request;
  const truth = source.truth === undefined ? undefined : await readTruth(request.folder, source.truth, files);
  const fromFolder = source.labelFromFolder === true;
  const values = files.map((file, row) => truth?.labels[row] ?? (fromFolder ? folderLabel(file) : null));
  const { classes, codes } = encodeLabels(values, {
    declared: manifest.classes?.map(({ name }) => name),
    manyClasses: request.manyClasses,
    place: source.truth ?? 'The folder names',
    rowName: (row) => files[row]!,
  });
  const known = truth !== undefined || fromFolder;
  const counted = (source.labels ?? (codes.includes(-1) ? 'existing' : 'oracle')) === 'existing';
  const none = new Int32Array(files.length).fill(-1);
  return {
    classes,
    oracle: codes,
    existingLabels: known && counted ? codes : none,
    notices: truth?.notices ?? [],
  };
}
