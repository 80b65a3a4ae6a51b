import type { EntryDraft, Reversal } from './types.ts';

type Check = (value: unknown) => boolean;
type Operation = EntryDraft['op'] | Reversal['op'];
type Fields<Op extends Operation> = {
  readonly [Field in Exclude<keyof Extract<EntryDraft | Reversal, { readonly op: Op }>, 'op'>]-?: Check;
};

const text: Check = (value) => typeof value === 'string';
const name: Check = (value) => typeof value === 'string' && value !== '';
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || value === null || check(value);
const amount: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const truth: Check = (value) => typeof value === 'boolean';
const names: Check = (value) => Array.isArray(value) && value.every(name);

const target = { target: name } satisfies Fields<'undo'>;

/** The fields of each operation and what they must be. What is not named here is kept and ignored. */
export const operations = {
  label: {
    id: name,
    label: name,
    ms: optional(amount),
    strategy: optional(text),
    model: optional(text),
    round: optional(amount),
    source: optional(text),
  },
  skip: { id: name },
  flag: { id: name, on: truth },
  note: { id: name, text },
  undo: target,
  redo: target,
  'rename-class': { from: name, to: name },
  'merge-class': { from: names, to: name },
} satisfies { readonly [Op in Operation]: Fields<Op> };

/** Whether an object has every field an operation needs. */
export const checkFields = (
  fields: Readonly<Record<string, Check>>,
  value: Readonly<Record<string, unknown>>,
): boolean => Object.entries(fields).every(([field, check]) => check(value[field]));
