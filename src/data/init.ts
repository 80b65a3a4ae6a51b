import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { HumanError, UsageError } from '../engine/errors.ts';
import { type Manifest, manifestName, type Source } from '../protocol/manifest.ts';
import { fileError, systemCode } from '../runtime/files.ts';
import { encodeLabels, maximumClasses } from './classes.ts';
import { folderLabel } from './fileLabels.ts';
import { findFilesBeside, noticesOfFilesBeside } from './filesBeside.ts';
import { findTruth, type FoundTruth, noticeOfTruth } from './findTruth.ts';
import {
  chooseKind,
  imagePattern,
  lookInto,
  nothingToLabel,
  noticesOfKinds,
  type SourceKind,
  textPattern,
  truthName,
} from './folderContents.ts';
import { tableFormatOf, tableFormats } from './formats/index.ts';
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

/** What `init` is told. */
export interface InitOptions {
  /** The column with class names; tables only. */
  readonly label?: string | undefined;
  readonly classes?: readonly string[] | undefined;
  /** Replace a manifest that is already there. */
  readonly force?: boolean | undefined;
  /** What to take of a folder that holds several kinds; by default what most of its files are. */
  readonly kind?: SourceKind | undefined;
}

interface Suggested {
  readonly source: Source;
  readonly notices: readonly string[];
}

/** A manifest and where it belongs. */
export interface Suggestion {
  readonly path: string;
  readonly manifest: Manifest;
  /** What the manifest takes, leaves out and guesses. */
  readonly account: Account;
  /** Sentences on what was taken and left, and on what needs doing. */
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
    : { source: await suggestForFile(path, asked), notices: [] };
  const manifest: Manifest = {
    version: 1,
    name: basename(path),
    source: suggested.source,
    ...(options.classes === undefined ? {} : { classes: checkClasses(options.classes) }),
  };
  const account = await accountOf(folder, suggested.source, findings);
  const notices = [...suggested.notices, ...findings.notices];
  return { path: join(folder, manifestName), manifest, account, notices };
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
  if (options.kind !== undefined && options.kind !== 'table')
    throw new UsageError(`--kind chooses what to take of a folder, and ${path} is a file; leave it out.`);
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

/** What most files of the folder are, or the kind that is asked for. */
async function suggestForFolder(folder: string, options: Asked): Promise<Suggested> {
  const contents = await lookInto(folder);
  const kind = chooseKind(folder, contents, options);
  const others = (['images', 'text', 'table'] as const).filter(
    (other) => other !== kind && contents[other].length > 0,
  );
  if (others.length > 0) options.found.guesses.push({ what: 'kind', chosen: kind, others });
  const nothingUsed: ReadonlySet<string> = new Set();
  if (kind === 'table')
    return {
      source: await suggestFolderTable(folder, contents.table, options),
      notices: noticesOfKinds(contents, kind, nothingUsed),
    };
  const pattern = kind === 'text' ? textPattern : imagePattern;
  const files = await expandFiles(folder, [pattern]);
  const { found, notices } = await findTruth(folder, files, contents, options.classes);
  const source: Source = {
    kind,
    files: [pattern],
    ...(found === undefined
      ? {}
      : { truth: found.pattern, labels: truthLabels(folder, files, found, options.classes) }),
    ...(found === undefined && kind === 'images' ? folderLabels(files, options.classes) : {}),
  };
  const used = new Set(found?.truth.columns.map(({ path }) => path));
  const left = new Set([...contents.images, ...contents.text, ...contents.table]);
  const taken = { folder, files, manifest: { version: 1, source } as const };
  const beside = await findFilesBeside(taken);
  return {
    source,
    notices: [
      ...noticesOfKinds(contents, kind, used),
      ...(found === undefined ? [] : [noticeOfTruth(found), ...found.truth.notices]),
      ...notices,
      ...(await noticesOfFilesBeside(
        taken,
        beside.filter((file) => !left.has(file)),
      )),
    ],
  };
}

/** Whether a truth file knows every file; labels outside the given classes are found now, as those of a table are. */
function truthLabels(
  folder: string,
  files: readonly string[],
  { pattern, truth: { labels } }: FoundTruth,
  classes: readonly string[] | undefined,
): 'oracle' | 'existing' {
  if (classes !== undefined)
    encodeLabels(labels, {
      declared: classes,
      manyClasses: true,
      place: join(folder, pattern),
      rowName: (row) => files[row]!,
    });
  return labels.every((label) => label !== null && label !== '') ? 'oracle' : 'existing';
}

async function suggestFolderTable(
  folder: string,
  tables: readonly string[],
  options: Asked,
): Promise<Source> {
  const [only, second] = tables;
  if (only === undefined && options.label !== undefined)
    throw new UsageError(
      `--label names a column of a table, and ${folder} holds none; labels of images and texts come from their folders or from ${truthName}.`,
    );
  if (only === undefined) {
    const advice = (await readdir(folder)).map(adviceFor).find((sentence) => sentence !== undefined);
    throw advice === undefined ? await nothingToLabel(folder) : new HumanError(`${folder}: ${advice}.`);
  }
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
