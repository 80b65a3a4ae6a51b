import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, posix, resolve } from 'node:path';
import { HumanError, UsageError } from '../engine/errors.ts';
import { type Manifest, manifestName, type Source } from '../protocol/manifest.ts';
import { fileError, systemCode } from '../runtime/files.ts';
import { encodeLabels, maximumClasses } from './classes.ts';
import { folderLabel } from './fileLabels.ts';
import { imageExtensions, tableFormatOf, tableFormats } from './formats/index.ts';
import { adviceFor } from './formats/otherFormats.ts';
import { expandFiles } from './globs.ts';
import { writeManifest } from './manifestFile.ts';
import { noticeAlikeClasses } from '../engine/session/alikeClasses.ts';
import type { Account, Guess } from './account.ts';
import { accountFiles, accountOfFiles } from './filesAccount.ts';
import { isSampleOf } from './samples.ts';
import { accountSuggested, type TableAccount } from './table/account.ts';
import { readNames } from './table/names.ts';
import { loadTable, type Table } from './table/load.ts';
import { textExpression } from './table/profile.ts';
import { suggestTableSource } from './table/suggest.ts';
import { readTruth } from './truth.ts';

/** What `init` is told. */
export interface InitOptions {
  /** The column with class names; tables only. */
  readonly label?: string | undefined;
  readonly classes?: readonly string[] | undefined;
  /** Replace a manifest that is already there. */
  readonly force?: boolean | undefined;
}

/** A manifest and where it belongs. */
export interface Suggestion {
  readonly path: string;
  readonly manifest: Manifest;
  /** What the manifest takes, leaves out and guesses. */
  readonly account: Account;
  /** What needs doing. */
  readonly notices: readonly string[];
}

/**
 * Writes the manifest of a table file (beside it) or of a folder (inside it).
 * @throws HumanError when there is a manifest and `force` is not set, or nothing to label is found.
 */
export async function initDataset(source: string, options: InitOptions = {}): Promise<Suggestion> {
  const suggestion = await suggestManifest(source, options);
  try {
    await writeManifest(suggestion.path, suggestion.manifest, options.force ?? false);
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw fileError(suggestion.path, error);
    throw new HumanError(`${suggestion.path} exists already; pass --force to replace it.`);
  }
  return suggestion;
}

/** What is found while a source is looked at. */
interface Findings {
  table?: TableAccount;
  readonly guesses: Guess[];
  readonly notices: string[];
}

interface Asked extends InitOptions {
  readonly found: Findings;
}

async function accountOf(folder: string, source: Source, { table, guesses }: Findings): Promise<Account> {
  const taken = (await expandFiles(folder, source.files)).filter(isSampleOf(source, manifestName));
  const account =
    table === undefined
      ? await accountOfFiles(folder, source, taken)
      : { ...table, files: await accountFiles({ folder, source, taken }) };
  return { ...account, guesses: [...guesses, ...account.guesses] };
}

/** The manifest that `init` would write, and an account of what it takes. */
export async function suggestManifest(source: string, options: InitOptions = {}): Promise<Suggestion> {
  const path = resolve(source);
  const found = await stat(path).catch((error: unknown) => {
    throw fileError(source, error);
  });
  const folder = found.isDirectory() ? path : dirname(path);
  const findings: Findings = { guesses: [], notices: [] };
  const asked: Asked = { ...options, found: findings };
  const suggested = found.isDirectory()
    ? await suggestForFolder(folder, asked)
    : await suggestForFile(path, asked);
  const manifest: Manifest = {
    version: 1,
    name: basename(path),
    source: suggested,
    ...(options.classes === undefined ? {} : { classes: checkClasses(options.classes) }),
  };
  const account = await accountOf(folder, suggested, findings);
  return { path: join(folder, manifestName), manifest, account, notices: findings.notices };
}

function checkClasses(names: readonly string[]): { name: string }[] {
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined)
    throw new UsageError(`--classes: "${repeated}" stands there twice; name each class once.`);
  if (names.some((name) => name === ''))
    throw new UsageError('--classes: a class name is empty; write a,b,c.');
  return names.map((name) => ({ name }));
}

async function suggestForFile(path: string, options: Asked): Promise<Source> {
  if (tableFormatOf(path) !== undefined) return suggestTable(path, options);
  const advice = adviceFor(path);
  if (advice !== undefined) throw new UsageError(`${advice}.`);
  const extensions = tableFormats.flatMap((format) => format.extensions).join(', ');
  throw new UsageError(`${path} is no table (${extensions}); for images and texts, name their folder.`);
}

async function suggestTable(path: string, { label, classes, found }: Asked): Promise<Source> {
  const table = await loadTable([path], {
    verbatim: label === undefined ? [] : [label],
    label,
    classes,
    header: 'guess',
  });
  try {
    const source = await suggestTableSource(table, [basename(path)], label);
    if (label !== undefined && classes !== undefined) {
      // Labels outside the given classes are found now, not when the dataset is first opened.
      const values = await readNames(table, label);
      encodeLabels(values, { declared: classes, manyClasses: true, place: `Column "${label}" of ${path}` });
    }
    found.table = await accountSuggested(table, source);
    found.notices.push(...table.notices, ...(label === undefined ? [] : await noticeLabels(table, label)));
    return source;
  } finally {
    table.database.close();
  }
}

/** Labels that look like others: told while the manifest is written, with how many rows have them. */
async function noticeLabels(table: Table, label: string): Promise<string[]> {
  const text = textExpression(label);
  const rows = await table.database.rows(
    `SELECT ${text} AS name, count(*)::INTEGER FROM data WHERE ${text} IS NOT NULL GROUP BY name LIMIT ${maximumClasses}`,
  );
  const classes = rows.map(([name, count]) => ({ name: name as string, count: count as number }));
  return noticeAlikeClasses(classes.sort((a, b) => (a.name < b.name ? -1 : 1)));
}

const imagePattern = `**/*.{${imageExtensions.join(',')}}`;
/** Texts by their extensions; data, styles and lock files are left out. */
const textExtensions =
  'txt,md,rst,tex,html,eml,log,js,jsx,ts,tsx,mjs,py,java,c,h,cc,cpp,hpp,cs,go,rs,rb,php,swift,kt,scala,sh,sql,r,lua,pl';
const textPattern = `**/*.{${textExtensions}}`;
/** Files about the dataset, not of it. */
const aboutPattern = /^(readme|licen[cs]e|changelog|contributing|notice|authors)(\.|$)/i;
const truthName = 'truth.csv';

/** What most files of the folder are: images, else tables, else texts. A label column asks for a table. */
async function suggestForFolder(folder: string, options: Asked): Promise<Source> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw fileError(folder, error);
  });
  // Some programs write a table as a folder of parts, with the extension of a file.
  const top = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
  const tables = top.filter((file) => tableFormatOf(file) !== undefined && file !== truthName).sort();
  const images = await expandFiles(folder, [imagePattern]);
  const texts = (await expandFiles(folder, [textPattern])).filter(
    (file) => !aboutPattern.test(posix.basename(file)),
  );
  const files = Math.max(images.length, texts.length);
  if (options.label !== undefined || files === 0 || tables.length > files) {
    return suggestFolderTable(folder, top, tables, options);
  }
  const others = [
    ...(Math.min(images.length, texts.length) > 0 ? [texts.length > images.length ? 'images' : 'text'] : []),
    ...(tables.length > 0 ? ['table'] : []),
  ];
  if (others.length > 0)
    options.found.guesses.push({
      what: 'kind',
      chosen: texts.length > images.length ? 'text' : 'images',
      others,
    });
  const [kind, pattern] =
    texts.length > images.length ? (['text', textPattern] as const) : (['images', imagePattern] as const);
  if (top.includes(truthName)) {
    const known = await expandFiles(folder, [pattern]);
    return {
      kind,
      files: [pattern],
      truth: truthName,
      labels: await truthLabels(folder, known, options.classes),
    };
  }
  return { kind, files: [pattern], ...(kind === 'images' ? folderLabels(images, options.classes) : {}) };
}

/** Whether a truth file knows every file; labels outside the given classes are found now, as those of a table are. */
async function truthLabels(
  folder: string,
  files: readonly string[],
  classes: readonly string[] | undefined,
): Promise<'oracle' | 'existing'> {
  const { labels } = await readTruth(folder, truthName, files);
  if (classes !== undefined)
    encodeLabels(labels, {
      declared: classes,
      manyClasses: true,
      place: join(folder, truthName),
      rowName: (row) => files[row]!,
    });
  return labels.every((label) => label !== null && label !== '') ? 'oracle' : 'existing';
}

async function suggestFolderTable(
  folder: string,
  entries: readonly string[],
  tables: readonly string[],
  options: Asked,
): Promise<Source> {
  const [only, second] = tables;
  if (only === undefined && options.label !== undefined)
    throw new UsageError(
      `--label names a column of a table, and ${folder} holds none; labels of images and texts come from their folders or from ${truthName}.`,
    );
  const others = entries.filter((entry) => entry !== manifestName).map(adviceFor);
  const other = others.find((advice) => advice !== undefined);
  if (only === undefined && other !== undefined) throw new HumanError(`${folder}: ${other}.`);
  if (only === undefined)
    throw new HumanError(`${folder} holds no images, texts or tables; name the folder or file to label.`);
  if (second !== undefined) {
    throw new UsageError(
      `${folder} holds several tables (${tables.slice(0, 5).join(', ')}); name the one to label.`,
    );
  }
  return suggestTable(join(folder, only), options);
}

/** Folder names are labels when images stand in at least two folders, each the name of a class if these are given. */
function folderLabels(
  files: readonly string[],
  classes: readonly string[] | undefined,
): { labelFromFolder?: true; labels?: 'oracle' | 'existing' } {
  const labels = new Set(files.map(folderLabel));
  const named = [...labels].filter((label) => label !== null);
  if (named.length < 2 || (classes !== undefined && named.some((label) => !classes.includes(label))))
    return {};
  return { labelFromFolder: true, labels: labels.has(null) ? 'existing' : 'oracle' };
}
