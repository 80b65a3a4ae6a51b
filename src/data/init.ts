import { stat } from 'node:fs/promises';
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
  type FolderContents,
  imagePattern,
  kindsLeft,
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

/** A manifest and where it belongs. */
export interface Suggestion {
  readonly path: string;
  readonly manifest: Manifest;
  /** What the manifest takes, leaves out and guesses. */
  readonly account: Account;
  /** What needs doing, and what of a folder was left out. */
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
async function suggestForFolder(folder: string, options: Asked): Promise<Source> {
  const contents = await lookInto(folder);
  const kind = chooseKind(folder, contents, options);
  if (kind === 'table') {
    noteKinds(contents, kind, new Set(), options);
    return suggestFolderTable(folder, contents.table, options);
  }
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
  noteKinds(contents, kind, used, options);
  const said = found === undefined ? [] : [noticeOfTruth(found), ...found.truth.notices];
  options.found.notices.push(...said, ...notices, ...(await noticesBeside(folder, files, source, contents)));
  return source;
}

/** Says what of a folder is taken and left; where nobody asked for the kind, it is a guess. */
function noteKinds(
  contents: FolderContents,
  chosen: SourceKind,
  used: ReadonlySet<string>,
  { kind, label, found }: Asked,
): void {
  found.notices.push(...noticesOfKinds(contents, chosen, used));
  const others = kindsLeft(contents, chosen, used).map((left) => left.kind);
  if (kind === undefined && label === undefined && others.length > 0)
    found.guesses.push({ what: 'kind', chosen, others });
}

/** Files that cannot become samples; those that can, of another kind, are said by {@link noteKinds}. */
async function noticesBeside(
  folder: string,
  files: readonly string[],
  source: Source,
  { images, text, table }: FolderContents,
): Promise<readonly string[]> {
  const taken = { folder, files, manifest: { version: 1, source } as const };
  const said = new Set([...images, ...text, ...table]);
  const beside = await findFilesBeside(taken);
  return noticesOfFilesBeside(
    taken,
    beside.filter((file) => !said.has(file)),
  );
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
  if (only === undefined) throw await nothingToLabel(folder);
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
