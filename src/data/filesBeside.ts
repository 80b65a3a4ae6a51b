import { extname, join, posix } from 'node:path';
import picomatch from 'picomatch';
import { cleanPattern, filePatterns } from '../protocol/filePatterns.ts';
import { type Manifest, manifestName } from '../protocol/manifest.ts';
import { readBeginning } from '../runtime/readBeginning.ts';
import { countOfFiles } from './countOfFiles.ts';
import { imageExtensions } from './formats/index.ts';
import { expandFiles } from './globs.ts';
import {
  type OtherKind,
  startBytes,
  startsAsPicture,
  startsAsTiff,
  unreadableDocuments,
  unreadablePictures,
} from './images/otherKinds.ts';

/** Files about the dataset, not of it. */
export const aboutPattern =
  /^(readme|licen[cs]e|changelog|contributing|notice|authors|guidelines|dataset_card)(\.|$)/i;

/** Kinds named in a sentence. */
const namedKinds = 5;
/** Files of unknown kinds whose first bytes are looked at. */
const lookedAt = 64;

/** What a dataset of files was opened from. */
export interface TakenFiles {
  readonly folder: string;
  readonly manifest: Manifest;
  /** The files that are samples, relative to the folder. */
  readonly files: readonly string[];
}

/** Files that stand where the patterns of a dataset look and are no samples; manifests and read-me files are left out. */
export async function findFilesBeside({ folder, manifest, files }: TakenFiles): Promise<readonly string[]> {
  const { source } = manifest;
  const scanned = source.files.map((pattern) => picomatch.scan(cleanPattern(pattern)));
  const bases = new Set(scanned.filter(({ isGlob }) => isGlob).map(({ base }) => base));
  const found = new Set<string>();
  for (const base of bases)
    for (const file of await expandFiles(join(folder, base), ['**'])) found.add(posix.join(base, file));
  const helpers = [source.kind === 'table' ? undefined : source.truth, source.features?.onnx];
  const isHelper = filePatterns(helpers.filter((name) => name !== undefined).map(cleanPattern));
  const taken = new Set(files);
  return [...found]
    .filter((file) => !taken.has(file) && !isHelper.matches(file))
    .filter((file) => posix.basename(file) !== manifestName && !aboutPattern.test(posix.basename(file)))
    .sort();
}

/** Sentences on files beside those of a dataset of files, by their kinds. */
export async function noticesOfFilesBeside(
  taken: TakenFiles,
  beside: readonly string[],
): Promise<readonly string[]> {
  if (taken.manifest.source.kind === 'text') return besideTexts(beside);
  const pictures = beside.filter(hasPictureName);
  const others = beside.filter((file) => !hasPictureName(file));
  const disguised = new Set(await findPictures(taken.folder, others));
  const left = others.filter((file) => !disguised.has(file));
  return [
    ...noticeOf(pictures, 'picture', 'not taken by source.files', 'add the extension to its patterns'),
    ...noticeUnreadable(
      left.filter(isUnreadable),
      'picture',
      unreadablePictures,
      'save as PNG, JPEG or TIFF',
    ),
    ...noticeDisguised([...disguised]),
    ...noticeOf(
      left.filter((file) => !isUnreadable(file)),
      'other file',
      'left out',
    ),
  ];
}

const hasPictureName = (file: string): boolean =>
  imageExtensions.some((known) => known === extensionOf(file));
const isUnreadable = (file: string): boolean => kindOf(file, unreadablePictures) !== undefined;

function besideTexts(beside: readonly string[]): readonly string[] {
  const isDocument = (file: string): boolean => kindOf(file, unreadableDocuments) !== undefined;
  const documents = beside.filter(isDocument);
  const others = beside.filter((file) => !isDocument(file));
  return [
    ...noticeUnreadable(documents, 'document', unreadableDocuments, 'save as plain text'),
    ...noticeOf(
      others,
      'file',
      'not taken by source.files',
      'add the extensions of those that are texts to its patterns',
    ),
  ];
}

/** `3 .psd, 2 .raw`, the most frequent first. */
export function countKinds(files: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const file of files) counts.set(extensionOf(file), (counts.get(extensionOf(file)) ?? 0) + 1);
  const sorted = [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
  const named = sorted
    .slice(0, namedKinds)
    .map(
      ([kind, count]) => `${count.toLocaleString('en')} ${kind === '' ? 'without extension' : `.${kind}`}`,
    );
  return [...named, ...(sorted.length > namedKinds ? ['…'] : [])].join(', ');
}

/** Lower case, without the dot. */
const extensionOf = (file: string): string => extname(file).slice(1).toLowerCase();

const kindOf = (file: string, kinds: readonly OtherKind[]): OtherKind | undefined =>
  kinds.find(({ extensions }) => extensions.includes(extensionOf(file)));

function noticeOf(files: readonly string[], noun: string, state: string, advice?: string): string[] {
  if (files.length === 0) return [];
  const many = `${files.length.toLocaleString('en')} ${noun}${files.length === 1 ? ' is' : 's are'}`;
  return [`${many} ${state}: ${countKinds(files)}${advice === undefined ? '' : `; ${advice}`}.`];
}

function noticeUnreadable(
  files: readonly string[],
  noun: string,
  kinds: readonly OtherKind[],
  usual: string,
): string[] {
  if (files.length === 0) return [];
  const advices = new Set(files.map((file) => kindOf(file, kinds)?.advice ?? usual));
  const advice = advices.size === 1 ? [...advices][0]! : usual;
  const many = `${files.length.toLocaleString('en')} ${noun}${files.length === 1 ? '' : 's'}`;
  return [`${many} cannot be read: ${countKinds(files)}; ${advice}.`];
}

const noticeDisguised = (files: readonly string[]): string[] =>
  files.length === 0
    ? []
    : [
        files.length === 1
          ? `${countOfFiles(files, 'file')} is a picture by its content, but not by its extension; rename it, or name it in source.files.`
          : `${countOfFiles(files, 'file')} are pictures by their content, but not by their extensions; rename them, or name them in source.files.`,
      ];

/** Files that can be read as pictures in spite of their extensions, such as a JPEG called .heic. */
async function findPictures(folder: string, files: readonly string[]): Promise<readonly string[]> {
  const some = files.slice(0, lookedAt);
  const starts = await Promise.all(some.map((file) => readBeginning(join(folder, file), startBytes)));
  return some.filter((file, index) => {
    const start = starts[index]!;
    return startsAsPicture(start) || (startsAsTiff(start) && !isUnreadable(file));
  });
}
