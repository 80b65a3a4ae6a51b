import type { FeatureColumns } from './plan.ts';
import type { ColumnProfile } from './profile.ts';

/** Values of fewer words on average are names, codes and addresses rather than prose. */
const fewestWords = 4;
/** Each column of text makes 1,024 features of a row: of more rows than these nobody should get them unasked. */
const mostRows = 100_000;

/** Columns of prose that are no feature: what a person would read first, such as the text of a ticket. */
export function findProse(
  profiles: readonly ColumnProfile[],
  { numeric, categorical, text }: FeatureColumns,
  rowCount: number,
): string[] {
  if (rowCount > mostRows) return [];
  const used = new Set([...numeric, ...categorical, ...text]);
  return profiles
    .filter((profile) => !used.has(profile) && profile.words >= fewestWords && profile.distinct > 1)
    .map(({ name }) => name);
}
