import { stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { HumanError } from '../engine/errors.ts';
import { type FolderContents, truthName } from './folderContents.ts';
import { expandFiles } from './globs.ts';
import { readTruth, type Truth } from './truth.ts';

/** A truth file that was found, as the manifest names it. */
export interface FoundTruth {
  readonly pattern: string;
  readonly truth: Truth;
}

export interface TruthSearch {
  readonly found: FoundTruth | undefined;
  /** What is said of files that look like truth files and are not used. */
  readonly notices: readonly string[];
}

/** Names under which labels of files are published, with any number or word after them. */
const usualName = /^(truth|metadata|labels?|annotations?|train|val|valid|test|classes)\b/i;
/** Larger tables are data, and too long to read on a guess. */
const maximumBytes = 100 << 20;
/** Tables that are looked into. */
const maximumTables = 10;

/**
 * Looks for a table that knows the labels of the files: `truth.csv`, which must be right, or `metadata.csv`, also of each
 * folder, and other tables beside the files whose columns and ids fit.
 */
export async function findTruth(
  folder: string,
  files: readonly string[],
  { table }: FolderContents,
  classes: readonly string[] | undefined,
): Promise<TruthSearch> {
  if (await isFile(join(folder, truthName)))
    return { found: { pattern: truthName, truth: await readTruth(folder, truthName, files) }, notices: [] };
  const candidates = [...(await metadataPatterns(folder)), ...table.filter((file) => !isMetadata(file))];
  const fitting: FoundTruth[] = [];
  const notices: string[] = [];
  for (const pattern of candidates.slice(0, maximumTables)) {
    const looked = await lookAt(folder, pattern, files, classes);
    if (typeof looked === 'object') fitting.push(looked);
    else if (looked !== undefined) notices.push(looked);
  }
  fitting.sort((a, b) => countLabels(b) - countLabels(a));
  const [found, ...others] = fitting;
  return { found, notices: [...notices, ...noticeOthers(found, others)] };
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );

const isMetadata = (file: string): boolean => /^metadata\.(csv|jsonl|parquet)$/i.test(posix.basename(file));

/** `metadata.csv` as it stands, or a pattern where each folder has one. */
async function metadataPatterns(folder: string): Promise<readonly string[]> {
  const patterns = await Promise.all(
    ['csv', 'jsonl', 'parquet'].map(async (extension) => {
      const pattern = `**/metadata.${extension}`;
      const found = await expandFiles(folder, [pattern]);
      return found.length > 1 ? [pattern] : found;
    }),
  );
  return patterns.flat();
}

/** The truth of a table that fits; a sentence on one that by its name should; undefined for any other table. */
async function lookAt(
  folder: string,
  pattern: string,
  files: readonly string[],
  classes: readonly string[] | undefined,
): Promise<FoundTruth | string | undefined> {
  const isUsual = usualName.test(posix.basename(pattern));
  try {
    const found = await stat(join(folder, pattern)).catch(() => undefined);
    if (found !== undefined && found.size > maximumBytes)
      return isUsual
        ? `${pattern} is larger than 100 MB and was not looked into; if it holds the labels, set "truth" in source.`
        : undefined;
    const truth = await readTruth(folder, pattern, files);
    const labels = truth.labels.filter((label) => label !== null && label !== '');
    if (labels.length === 0) return isUsual ? `${pattern} holds no label of these files.` : undefined;
    const other = labels.find((label) => classes !== undefined && !classes.includes(label!));
    if (other === undefined) return { pattern, truth };
    return `${pattern} is not used for labels: "${other}" is not one of --classes.`;
  } catch (error) {
    if (error instanceof HumanError)
      return isUsual ? `${pattern} is not used for labels. ${error.message}` : undefined;
    throw error;
  }
}

const countLabels = ({ truth }: FoundTruth): number =>
  truth.labels.filter((label) => label !== null && label !== '').length;

const noticeOthers = (found: FoundTruth | undefined, others: readonly FoundTruth[]): readonly string[] =>
  others.map(
    ({ pattern }) =>
      `${pattern} knows labels too; to read both, set "truth": ${JSON.stringify(`{${found!.pattern},${pattern}}`)} in source.`,
  );

/** What `init` says of the labels it found. */
export function noticeOfTruth({ pattern, truth }: FoundTruth): string {
  const labels = truth.labels.filter((label) => label !== null && label !== '');
  const classes = [...new Set(labels)].sort();
  const some = `${classes.slice(0, 5).join(', ')}${classes.length > 5 ? ', …' : ''}`;
  const columns = truth.columns[0];
  return (
    `the labels come from ${pattern}${columns === undefined ? '' : ` (columns "${columns.file}" and "${columns.label}")`}: ` +
    `${labels.length.toLocaleString('en')} of ${truth.labels.length.toLocaleString('en')} files, ` +
    `${classes.length.toLocaleString('en')} ${classes.length === 1 ? 'class' : 'classes'}${classes.length === 0 ? '' : ` (${some})`}.`
  );
}
