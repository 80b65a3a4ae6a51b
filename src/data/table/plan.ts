import type { ColumnBlock } from '../../engine/matrix.ts';
import { UsageError } from '../../engine/errors.ts';
import type { Source } from '../../protocol/manifest.ts';
import { blocksOfText, namesOfText, type TextPlan } from '../textColumns/plan.ts';
import type { ColumnProfile } from './columnProfile.ts';

type TableSource = Extract<Source, { kind: 'table' }>;

/** Strings with more levels than this are not categories unless the manifest lists them. */
export const maximumLevels = 1000;
/** Categories with more levels than this are hashed into as many columns. */
export const maximumOneHot = 64;

/** How one column of the table becomes columns of the matrix. */
export type Encoding =
  | { readonly kind: 'numeric'; readonly column: string; readonly missing: boolean }
  | {
      readonly kind: 'categorical';
      readonly column: string;
      readonly missing: boolean;
      /** The levels in code-unit order. */
      readonly levels: readonly string[];
    }
  | { readonly kind: 'text'; readonly column: string; readonly plan: TextPlan };

/** Columns that are features, by how they are encoded, in table order. */
export interface FeatureColumns {
  readonly numeric: readonly ColumnProfile[];
  readonly categorical: readonly ColumnProfile[];
  readonly text: readonly ColumnProfile[];
}

/**
 * Chooses the features: numbers and times are numeric; texts with at most 1,000 levels and at most n/2 distinct
 * values are categorical; other texts only when listed. A listed column is what the list says.
 */
export function chooseFeatures(
  profiles: readonly ColumnProfile[],
  features: TableSource['features'],
  rowCount: number,
): FeatureColumns {
  const { numeric = 'auto', categorical = 'auto', text = [] } = features ?? {};
  const listed = new Set([numeric, categorical, text].flatMap((list) => (list === 'auto' ? [] : list)));
  const select = (list: 'auto' | readonly string[], suits: (profile: ColumnProfile) => boolean) =>
    profiles.filter((profile) =>
      list === 'auto'
        ? !listed.has(profile.name) && profile.leftOut === undefined && suits(profile)
        : list.includes(profile.name),
    );
  return {
    numeric: select(numeric, (profile) => profile.class !== 'string'),
    categorical: select(
      categorical,
      ({ class: kind, distinct }) =>
        kind === 'string' && distinct > 0 && distinct <= maximumLevels && distinct <= rowCount / 2,
    ),
    text: select(text, () => false),
  };
}

/** Names of the matrix columns one encoding makes, in order. */
export function encodedNames(encoding: Encoding): string[] {
  const { column } = encoding;
  const missing = encoding.kind !== 'text' && encoding.missing ? [`${column} is missing`] : [];
  if (encoding.kind === 'numeric') return [column, ...missing];
  if (encoding.kind === 'text') return namesOfText(encoding.plan, column);
  const { levels } = encoding;
  const names =
    levels.length > maximumOneHot
      ? Array.from({ length: maximumOneHot }, (_, index) => `${column} #${index}`)
      : levels.map((level) => `${column} = ${level}`);
  return [...names, ...missing];
}

/** The texts of a table: all columns of one are one measurement. */
export function blocksOf(encodings: readonly Encoding[]): readonly ColumnBlock[] {
  const blocks: ColumnBlock[] = [];
  let start = 0;
  for (const encoding of encodings) {
    const columns = encodedNames(encoding).length;
    if (encoding.kind === 'text') blocks.push(...blocksOfText(encoding.plan, start));
    start += columns;
  }
  return blocks;
}

/**
 * Finds wrong column names.
 * @throws UsageError naming the field, the wrong name and the columns there are.
 */
export function checkColumns(field: string, names: readonly string[], columns: readonly string[]): void {
  const unknown = names.find((name) => !columns.includes(name));
  if (unknown === undefined) return;
  const shown =
    columns.slice(0, 30).join(', ') + (columns.length > 30 ? `, … (${columns.length} in all)` : '');
  throw new UsageError(`${field}: there is no column "${unknown}"; the columns are ${shown}.`);
}
