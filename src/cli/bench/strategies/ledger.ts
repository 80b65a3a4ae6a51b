import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { HumanError } from '../../../engine/errors.ts';
import { quoteField, parseDelimited } from '../../../engine/exchange/delimited.ts';
import { fileError } from '../../../runtime/files.ts';
import { outcomeKey, type Protocol } from './protocol.ts';

/** One strategy in one repeat, as it was measured. */
export interface Outcome extends Protocol {
  readonly dataset: string;
  readonly rows: number;
  readonly features: number;
  readonly classes: number;
  readonly model: string;
  readonly strategy: string;
  readonly repeat: number;
  /** Mean of the learning curve. */
  readonly area: number;
  /** The curve's last value. */
  readonly last: number;
  /** Median seconds of fit, score and choose. */
  readonly seconds: number;
}

type Field = keyof Outcome;

/** Columns of the file, in its order, and how each is written: as text, or as a number with the digits that tell something. */
const columns: readonly { readonly name: Field; readonly write?: (value: number) => string }[] = [
  { name: 'dataset' },
  { name: 'rows', write: String },
  { name: 'features', write: String },
  { name: 'classes', write: String },
  { name: 'model' },
  { name: 'strategy' },
  { name: 'initial', write: String },
  { name: 'budget', write: String },
  { name: 'batch', write: String },
  { name: 'seed', write: String },
  { name: 'repeat', write: String },
  { name: 'area', write: (value) => String(Number(value.toFixed(5))) },
  { name: 'last', write: (value) => String(Number(value.toFixed(4))) },
  { name: 'seconds', write: (value) => String(Number(value.toPrecision(3))) },
];

const header = columns.map(({ name }) => name).join(',');

const lineOf = (outcome: Outcome): string =>
  columns
    .map(({ name, write }) => (write ? write(Number(outcome[name])) : quoteField(String(outcome[name]))))
    .join(',');

/** The outcome as the file holds it, so that what was just measured and what is read later give the same tables. */
export const rounded = (outcome: Outcome): Outcome =>
  outcomeOf(parseDelimited(lineOf(outcome), '')[0]!.fields);

const outcomeOf = (fields: readonly string[]): Outcome =>
  Object.fromEntries(
    columns.map(({ name, write }, index) => [name, write ? Number(fields[index]) : fields[index]]),
  ) as unknown as Outcome;

const isWhole = (fields: readonly string[]): boolean =>
  fields.length === columns.length &&
  columns.every(
    ({ write }, index) => !write || (fields[index] !== '' && Number.isFinite(Number(fields[index]))),
  );

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw fileError(file, error);
  });
}

/**
 * The outcomes of a file; none where there is no file. A line that was cut short is left out, and so measured again: one
 * with fewer numbers, or a last one without its line break. What two processes kept at the same time counts once.
 * @throws HumanError for a file with other columns.
 */
export async function readOutcomes(file: string): Promise<readonly Outcome[]> {
  const text = await readText(file);
  if (text === '') return [];
  const [first, ...records] = parseDelimited(text.slice(0, text.lastIndexOf('\n') + 1), file);
  if (first?.fields.join(',') !== header)
    throw new HumanError(`${file} holds no outcomes of this benchmark: its first line should be ${header}.`);
  const outcomes = records.filter(({ fields }) => isWhole(fields)).map(({ fields }) => outcomeOf(fields));
  const known = new Map<string, Outcome>();
  for (const outcome of outcomes)
    if (!known.has(outcomeKey(outcome))) known.set(outcomeKey(outcome), outcome);
  return [...known.values()];
}

/** Keeps outcomes at once, so that an interruption loses none but those being measured. */
export async function appendOutcomes(file: string, outcomes: readonly Outcome[]): Promise<void> {
  const text = await readText(file);
  const before = text === '' ? `${header}\n` : text.endsWith('\n') ? '' : '\n';
  try {
    await mkdir(dirname(file), { recursive: true });
    await appendFile(file, before + outcomes.map((outcome) => `${lineOf(outcome)}\n`).join(''));
  } catch (error) {
    throw fileError(file, error as NodeJS.ErrnoException);
  }
}
