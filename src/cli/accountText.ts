import { extname } from 'node:path';
import type { Account, ColumnAccount, FileAccount } from '../data/account.ts';
import { summarize } from '../data/summary.ts';
import { visible } from '../data/visible.ts';
import type { Source } from '../protocol/manifest.ts';
import { renderTable } from './table.ts';

/** Columns listed in a terminal; `--json` lists all. */
const shownColumns = 40;
/** Files of a kind that are named as an example. */
const shownFiles = 2;

/** An account for a person at a terminal: the summary, columns, files by kind and guesses. */
export function accountText(account: Account, kind: Source['kind']): string {
  const { columns, files, guesses } = account;
  const parts = [
    summarize(account, kind),
    ...(columns.length === 0 ? [] : [columnTable(columns)]),
    ...(files.length === 0 ? [] : [fileTable(files)]),
    ...guesses.map(({ what, chosen, others }) => {
      const instead =
        others.length === 0 ? '' : `; it could be ${others.map((name) => visible(name)).join(', ')}`;
      return `Guessed ${what}: ${visible(chosen)}${instead}.`;
    }),
  ];
  return parts.join('\n\n');
}

function columnTable(columns: readonly ColumnAccount[]): string {
  // What is left out must not be beyond the end of a long list.
  const byInterest = [...columns].sort((a, b) => Number(a.role === 'feature') - Number(b.role === 'feature'));
  const shown = columns.length <= shownColumns ? columns : byInterest.slice(0, shownColumns);
  const table = renderTable(
    [
      { title: 'column', cell: ({ name }) => visible(name, 30) },
      { title: 'type', cell: ({ type }) => type },
      { title: 'role', cell: ({ role }) => role },
      { title: 'missing', align: 'right', cell: ({ missing }) => missing.toLocaleString('en') },
      { title: 'why', cell: ({ reason }) => reason },
      { title: 'first values', cell: ({ example }) => example },
    ],
    shown,
  );
  if (shown.length === columns.length) return table;
  const more = (columns.length - shown.length).toLocaleString('en');
  return `${table}\nand ${more} more columns; --json lists all.`;
}

/** Files of one extension with one fate. */
interface FileGroup {
  readonly files: number;
  readonly kind: string;
  readonly taken: boolean;
  readonly reason: string;
  readonly examples: readonly string[];
}

const kindOf = (path: string): string =>
  path.endsWith('/') ? 'folder' : visible(extname(path).toLowerCase(), 12) || 'no extension';

function groupFiles(files: readonly FileAccount[]): FileGroup[] {
  const groups = new Map<string, FileGroup>();
  for (const { path, taken, reason } of files) {
    const kind = kindOf(path);
    const key = `${kind}\n${reason}`;
    const { files: count = 0, examples = [] } = groups.get(key) ?? {};
    groups.set(key, {
      files: count + 1,
      kind,
      taken,
      reason,
      examples: examples.length < shownFiles ? [...examples, visible(path)] : examples,
    });
  }
  return [...groups.values()].sort((a, b) => Number(b.taken) - Number(a.taken) || b.files - a.files);
}

const fileTable = (files: readonly FileAccount[]): string =>
  renderTable(
    [
      { title: 'files', align: 'right', cell: (group) => group.files.toLocaleString('en') },
      { title: 'kind', cell: ({ kind }) => kind },
      { title: 'read', cell: ({ taken }) => (taken ? 'yes' : 'no') },
      { title: 'why', cell: ({ reason }) => reason },
      { title: 'such as', cell: ({ examples }) => examples.join(', ') },
    ],
    groupFiles(files),
  );
