import type { ColumnProfile } from './columnProfile.ts';
import type { FeatureColumns } from './plan.ts';

/** Columns of prose that are no feature: what a person would read first, such as the text of a ticket. */
export function findProse(
  profiles: readonly ColumnProfile[],
  { numeric, categorical, text }: FeatureColumns,
): string[] {
  const used = new Set([...numeric, ...categorical, ...text]);
  return profiles
    .filter((profile) => !used.has(profile) && isProse(profile) && profile.distinct > 1)
    .map(({ name }) => name);
}

const isProse = ({ look, looksLike, leftOut }: ColumnProfile): boolean =>
  look === 'prose' && looksLike === undefined && leftOut === undefined;
