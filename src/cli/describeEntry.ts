import type { ActionEntry } from '../engine/journal/types.ts';

type Describe = { readonly [Op in ActionEntry['op']]: (entry: ActionEntry & { readonly op: Op }) => string };

const describe: Describe = {
  label: ({ id, label }) => `label ${id} as ${label}`,
  skip: ({ id }) => `skip ${id}`,
  flag: ({ id, on }) => `${on ? 'flag' : 'unflag'} ${id}`,
  note: ({ id }) => `note on ${id}`,
  'rename-class': ({ from, to }) => `rename class ${from} to ${to}`,
  'merge-class': ({ from, to }) => `merge classes ${from.join(', ')} into ${to}`,
};

/** A journal entry in a few words: `label 0042.png as seven`. */
export const describeEntry = (entry: ActionEntry): string =>
  (describe[entry.op] as (entry: ActionEntry) => string)(entry);
