import { HumanError, UsageError } from '../../errors.ts';
import { nearest } from '../../nearest.ts';
import type { Translate } from '../../translate.ts';
import type { ReadOptions } from '../types.ts';
import { plainName } from './records.ts';

/** Which names of a file hold what; names that differ in case alone may stand for the same column on several lines. */
export interface Columns {
  readonly id: readonly string[];
  readonly label: readonly string[];
  readonly answer: readonly string[];
  readonly flagged: readonly string[];
  readonly note: readonly string[];
}

/** The column of the labels cannot be told from the names: the person has to name one of `columns`. */
export class LabelColumnError extends UsageError {
  readonly columns: readonly string[];
  constructor(message: string, columns: readonly string[]) {
    super(message);
    this.columns = columns;
  }
}

/** How a file speaks of its columns: those of a table stand in its header, those of JSON anywhere. */
export interface Wording {
  /** `labels.csv, line 1`, or the file alone. */
  readonly place: string;
  readonly columns: 'columns' | 'keys';
}

/** Names in a sentence; a wide table has more than anyone reads. */
export const listNames = (names: readonly string[], most = 12): string => {
  const shown = names.slice(0, most).map((name) => (name.trim() === '' ? '(unnamed)' : name));
  return names.length > most ? `${shown.join(', ')}, … (${names.length})` : shown.join(', ');
};

const named = (names: readonly string[], name: string): readonly string[] =>
  names.filter((each) => plainName(each) === name);

/**
 * Finds the columns of a file. `names`: every name, once, in the order of the file.
 * @throws HumanError where there is no id, UsageError where `--column` names none, LabelColumnError where labels
 * could be in several columns, or in none of those known.
 */
export function findColumns(
  names: readonly string[],
  { column, idColumn, t }: ReadOptions,
  wording: Wording,
): { readonly columns: Columns; readonly notices: readonly string[] } {
  const id = findId(names, idColumn, t, wording);
  const label =
    column === undefined ? findLabel(names, id.names, wording) : pickColumn(names, column, wording);
  if (label.some((name) => id.names.includes(name)))
    throw new UsageError(
      `${wording.place}: ${listNames(label)} holds the ids; name the column of the labels.`,
    );
  const rest = names.filter((name) => !label.includes(name) && !id.names.includes(name));
  const answer = named(rest, 'answer');
  const columns = { id: id.names, label, answer, flagged: named(rest, 'flagged'), note: named(rest, 'note') };
  return { columns, notices: id.notices };
}

interface FoundId {
  readonly names: readonly string[];
  readonly notices: readonly string[];
}

/** `id`, else what the dataset calls its id, else the unnamed first column, where pandas writes its index. */
function findId(
  names: readonly string[],
  idColumn: string | undefined,
  t: Translate,
  { place, columns }: Wording,
): FoundId {
  const byName = named(names, 'id');
  if (byName.length > 0) return { names: byName, notices: [] };
  const own = idColumn === undefined ? undefined : names.find((name) => name === idColumn);
  if (own !== undefined) return { names: [own], notices: [] };
  const first = names[0];
  if (first !== undefined && /^(?:|unnamed: 0)$/u.test(plainName(first)))
    return { names: [first], notices: [t('The ids were read from the first column, which has no name.')] };
  throw new HumanError(
    columns === 'keys'
      ? `${place}: no line has the key id; the keys are ${listNames(names)}. Add the ids of the samples.`
      : `${place}: the header must name the columns id and label; it names ${listNames(names)}.`,
  );
}

function findLabel(
  names: readonly string[],
  id: readonly string[],
  { place, columns }: Wording,
): readonly string[] {
  const label = named(names, 'label');
  if (label.length === 1) return label;
  const others = names.filter((name) => !id.includes(name));
  if (label.length > 1 && columns === 'columns')
    throw new LabelColumnError(
      `${place}: ${label.length} columns could hold the labels: ${listNames(label)}; name one with --column NAME.`,
      label,
    );
  if (label.length > 1) return label;
  const accepted = named(names, 'accept');
  if (accepted.length === 1 && columns === 'keys') return accepted;
  const spans =
    named(names, 'spans').length > 0 ? ' "spans" mark parts of a text, and here a sample has one class.' : '';
  throw new LabelColumnError(
    columns === 'keys'
      ? `${place}: no line has the key label; the keys are ${listNames(names)}.${spans} Name the key of the labels with --column NAME.`
      : `${place}: the header must name the columns id and label; it names ${listNames(names)}. Name the column of the labels with --column NAME.`,
    others,
  );
}

/**
 * Where the columns of the ids and of the labels are among the names of one record.
 * @throws HumanError where one of them is there twice: which counts cannot be known.
 */
export function positionsOf(names: readonly string[], { id, label }: Columns, place: string): Positions {
  const at = (wanted: readonly string[]): number[] =>
    names.flatMap((name, index) => (wanted.includes(name) ? [index] : []));
  const [ids, labels] = [at(id), at(label)];
  if (ids.length > 1)
    throw new HumanError(
      `${place} has ${ids.length} ids, ${listNames(ids.map((i) => names[i]!))}; keep one.`,
    );
  if (labels.length <= 1) return { id: ids[0] ?? -1, label: labels[0] ?? -1 };
  const several = labels.map((index) => names[index]!);
  if (new Set(several).size === several.length)
    throw new LabelColumnError(
      `${place} has ${several.length} labels: ${listNames(several)}; name one with --column NAME.`,
      several,
    );
  throw new HumanError(
    `${place} has ${several.length} labels of the same name, ${listNames(several)}; rename or remove one.`,
  );
}

/** Places among the names of a record; −1 where it lacks the name. */
export interface Positions {
  readonly id: number;
  readonly label: number;
}

/** The column a person names: as written, else in another case. */
function pickColumn(
  names: readonly string[],
  wanted: string,
  { place, columns }: Wording,
): readonly string[] {
  if (names.includes(wanted)) return [wanted];
  const near = named(names, plainName(wanted));
  if (near.length === 1) return near;
  if (near.length > 1)
    throw new LabelColumnError(
      `${place}: ${near.length} ${columns} are called ${wanted} but for their case: ${listNames(near)}; name one as it is written.`,
      near,
    );
  const meant = nearest(wanted, names);
  const hint = meant === undefined ? '' : ` Did you mean "${meant}"?`;
  throw new UsageError(
    `${place} has no ${columns === 'keys' ? 'key' : 'column'} "${wanted}"; the ${columns} are ${listNames(names)}.${hint}`,
  );
}
