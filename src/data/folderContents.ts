import { readdir } from 'node:fs/promises';
import { posix } from 'node:path';
import { HumanError, UsageError } from '../engine/errors.ts';
import type { Source } from '../protocol/manifest.ts';
import { fileError } from '../runtime/files.ts';
import { aboutPattern, countKinds } from './filesBeside.ts';
import { imageExtensions, tableFormatOf, tableFormats } from './formats/index.ts';
import { adviceFor } from './formats/otherFormats.ts';
import { expandFiles } from './globs.ts';

export type SourceKind = Source['kind'];

export const imagePattern = `**/*.{${imageExtensions.join(',')}}`;
/** Texts by their extensions; data, styles and lock files are left out. */
const textExtensions =
  'txt,md,rst,tex,html,eml,log,js,jsx,ts,tsx,mjs,py,java,c,h,cc,cpp,hpp,cs,go,rs,rb,php,swift,kt,scala,sh,sql,r,lua,pl';
export const textPattern = `**/*.{${textExtensions}}`;
export const truthName = 'truth.csv';

/** What of a folder may become samples; tables stand directly in it. */
export type FolderContents = Readonly<Record<SourceKind, readonly string[]>>;

/** What each kind is called in a sentence. */
const nouns: Readonly<Record<SourceKind, string>> = { images: 'picture', text: 'text', table: 'table' };

/** Looks for files of all kinds. @throws HumanError for a folder that cannot be read. */
export async function lookInto(folder: string): Promise<FolderContents> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw fileError(folder, error);
  });
  // Some programs write a table as a folder of parts, with the extension of a file.
  const top = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
  const texts = await expandFiles(folder, [textPattern]);
  return {
    images: await expandFiles(folder, [imagePattern]),
    text: texts.filter((file) => !aboutPattern.test(posix.basename(file))),
    table: top.filter((file) => tableFormatOf(file) !== undefined && file !== truthName).sort(),
  };
}

/** What most files of a folder are: images, else tables, else texts. */
export function likeliestKind({ images, text, table }: FolderContents): SourceKind {
  const files = Math.max(images.length, text.length);
  if (files === 0 || table.length > files) return 'table';
  return text.length > images.length ? 'text' : 'images';
}

/**
 * The kind that is asked for, else the likeliest. A label column asks for a table.
 * @throws UsageError where the folder holds nothing of the kind.
 */
export function chooseKind(
  folder: string,
  contents: FolderContents,
  { kind, label }: { readonly kind?: SourceKind | undefined; readonly label?: string | undefined },
): SourceKind {
  if (kind === undefined) return label === undefined ? likeliestKind(contents) : 'table';
  if (kind !== 'table' && label !== undefined)
    throw new UsageError(`--label names a column of a table; leave it out, or use --kind table.`);
  if (contents[kind].length === 0)
    throw new UsageError(`--kind ${kind}: ${folder} holds no ${nouns[kind]} that can be read.`);
  return kind;
}

/** Pictures and texts beside another kind count as a choice from this share of its files, and from two. */
const considerableShare = 0.1;
const fewestConsiderable = 2;

/**
 * The kinds among which a person has to choose, the likeliest first. Of tables one only can be taken.
 * @param truth the table that holds the labels of the files.
 */
export function considerableKinds(
  contents: FolderContents,
  truth: string | undefined,
): readonly { readonly kind: SourceKind; readonly files: number }[] {
  const likeliest = likeliestKind(contents);
  const least = Math.max(fewestConsiderable, contents[likeliest].length * considerableShare);
  const isOneTable = contents.table.length === 1 && contents.table[0] !== truth;
  return (['images', 'text', 'table'] as const)
    .map((kind) => ({ kind, files: contents[kind].length }))
    .filter(({ kind, files }) => kind === likeliest || (kind === 'table' ? isOneTable : files >= least))
    .sort((a, b) => Number(b.kind === likeliest) - Number(a.kind === likeliest));
}

/**
 * Files of other kinds than the one taken.
 * @param used files that serve the kind taken, as its labels.
 */
export const kindsLeft = (
  contents: FolderContents,
  taken: SourceKind,
  used: ReadonlySet<string>,
): readonly { readonly kind: SourceKind; readonly files: readonly string[] }[] =>
  (['images', 'text', 'table'] as const)
    .filter((kind) => kind !== taken)
    .map((kind) => ({ kind, files: contents[kind].filter((file) => !used.has(file)) }))
    .filter(({ files }) => files.length > 0);

/** What is said of the kind that was taken, and of others that a folder holds; `used` as in {@link kindsLeft}. */
export function noticesOfKinds(
  contents: FolderContents,
  taken: SourceKind,
  used: ReadonlySet<string>,
): readonly string[] {
  const others = kindsLeft(contents, taken, used).map(
    ({ kind, files }) =>
      `${countNoun(files, kind)} left out: ${countKinds(files)}; to label ${files.length === 1 ? 'that' : 'those'} instead, ` +
      `run init again with --kind ${kind} --force.`,
  );
  if (taken === 'table') return others;
  return [`${countNoun(contents[taken], taken)} taken: ${countKinds(contents[taken])}.`, ...others];
}

const countNoun = ({ length }: readonly string[], kind: SourceKind): string =>
  `${length.toLocaleString('en')} ${nouns[kind]}${length === 1 ? ' is' : 's are'}`;

/** A folder of nothing that can become samples, with what is there instead. */
export async function nothingToLabel(folder: string): Promise<HumanError> {
  const files = (await expandFiles(folder, ['**'])).filter(
    (file) => !aboutPattern.test(posix.basename(file)),
  );
  const advice = files.map(adviceFor).find((sentence) => sentence !== undefined);
  if (advice !== undefined) return new HumanError(`${folder}: ${advice}.`);
  const there = files.length === 0 ? '' : `, but ${countKinds(files)}`;
  const tables = tableFormats.flatMap(({ extensions }) => extensions).join(', ');
  return new HumanError(
    `${folder} holds no images, texts or tables that can be read${there}; name the folder or file to label. ` +
      `Read are images (${imageExtensions.map((name) => `.${name}`).join(', ')}), ` +
      `texts (.txt, .md, .html, source code, …) and tables (${tables}).`,
  );
}
