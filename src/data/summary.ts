import type { Account, ColumnAccount, FileAccount } from './account.ts';
import { extname } from 'node:path';
import type { Source } from '../protocol/manifest.ts';
import { withMore } from './table/leftOut.ts';
import { visible } from './visible.ts';

/** Columns and kinds of files that the summary names. */
const named = 8;

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

const nouns = {
  table: (count: number) => counted(count, 'row'),
  images: (count: number) => counted(count, 'picture'),
  text: (count: number) => counted(count, 'text'),
} as const;

/** Files that belong to the dataset without being samples, or that do not look like samples. */
const expected = /^(the manifest|the truth file|a hidden file|a folder that is not searched)/;

/** An account in one line, such as `200 pictures, 1 .psd file not read` or `30 rows; learns from subject, body`. */
export function summarize({ files, columns, rows }: Account, kind: Source['kind']): string {
  const samples = kind === 'table' ? rows.read : files.filter(({ taken }) => taken).length;
  const left = rows.left === 0 ? [] : [`${counted(rows.left, 'row')} not read`];
  const first = [nouns[kind](samples), ...left, ...(kind === 'table' ? [] : filesNotRead(files))].join(', ');
  if (kind !== 'table') return `${first}.`;
  return `${[first, learnsFrom(columns), leavesOut(columns)].filter((part) => part !== '').join('; ')}.`;
}

/** {@link summarize} without the files that are not read: for where notices say those, with what to do about them. */
export const summarizeTaken = (account: Account, kind: Source['kind']): string =>
  summarize({ ...account, files: account.files.filter(({ taken }) => taken) }, kind);

/** Files that are not read, by their extensions. */
function filesNotRead(files: readonly FileAccount[]): string[] {
  const left = files.filter(({ taken, reason }) => !taken && !expected.test(reason));
  const counts = new Map<string, number>();
  for (const { path } of left) {
    const kind = path.endsWith('/') ? 'folder' : extensionOf(path);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const ranked = [...counts].sort(([, a], [, b]) => b - a);
  const list = ranked.slice(0, named).map(([kind, count]) => counted(count, kind));
  return ranked.length === 0 ? [] : [`${withMore(list, ranked.length)} not read`];
}

const extensionOf = (path: string): string => {
  const extension = extname(path).toLowerCase();
  return extension === '' ? 'file without an extension' : `${visible(extension, 12)} file`;
};

const ofRole = (columns: readonly ColumnAccount[], role: ColumnAccount['role']): readonly ColumnAccount[] =>
  columns.filter((column) => column.role === role);

function learnsFrom(columns: readonly ColumnAccount[]): string {
  const features = ofRole(columns, 'feature');
  if (features.length === 0) return 'learns from no column';
  const list = features.slice(0, named).map(({ name }) => shownName(name));
  return `learns from ${withMore(list, features.length)}`;
}

function leavesOut(columns: readonly ColumnAccount[]): string {
  const left = [...ofRole(columns, 'left-out'), ...ofRole(columns, 'shown')];
  if (left.length === 0) return '';
  const list = left.slice(0, named).map(({ name, reason }) => `${shownName(name)} (${reason})`);
  return `leaves out ${withMore(list, left.length)}`;
}

/** Names that could be mistaken for the sentence around them stand in quotes. */
const shownName = (name: string): string => (/^[\p{L}\p{N}_.-]+$/u.test(name) ? name : `"${visible(name)}"`);
