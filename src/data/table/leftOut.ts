import { visible } from '../visible.ts';
import type { ColumnProfile } from './columnProfile.ts';

/** Columns that a notice names; of more it says how many there are. */
const named = 8;

/** A column that no model learns from, and why. */
export interface LeftOutColumn {
  readonly name: string;
  readonly reason: string;
}

/** Why a column is no feature, as a fragment. */
export function whyLeftOut(profile: ColumnProfile): string {
  const { texts, distinct, looksLike, look, profiledRows } = profile;
  if (texts === 0) return 'empty';
  if (profile.leftOut !== undefined) return profile.leftOut;
  if (looksLike !== undefined) return `${looksLike}s in a form that is not read`;
  if (distinct === 1) return 'the same value everywhere';
  const what = look === 'prose' ? 'free text' : (look ?? 'texts');
  if (texts === undefined || (distinct < texts && texts <= profiledRows))
    return `${what}, ${distinct.toLocaleString('en')} different values`;
  return distinct === texts ? `${what}, all different` : `${what}, too many different values`;
}

/** One sentence about columns of texts that no model sees, except prose, of which {@link noticeProse} speaks. */
export function noticeLeftOut(columns: readonly LeftOutColumn[]): string[] {
  if (columns.length === 0) return [];
  const list = columns.slice(0, named).map(({ name, reason }) => `"${visible(name)}" (${reason})`);
  return [
    `Left out of the features: ${withMore(list, columns.length)}; list a column in source.features.text or source.features.categorical if a model should see it.`,
  ];
}

/** One sentence a column of prose that no model sees; one for all where there are many. */
export function noticeProse(names: readonly string[]): string[] {
  const advice = 'free text that no model sees; list it in source.features.text if it should.';
  if (names.length < 3) return names.map((name) => `Column "${visible(name)}" holds ${advice}`);
  const list = names.slice(0, named).map((name) => `"${visible(name)}"`);
  return [`Columns ${withMore(list, names.length)} hold ${advice}`];
}

/** A list that says how many more there are. */
export const withMore = (shown: readonly string[], count: number): string =>
  `${shown.join(', ')}${count > shown.length ? ` and ${(count - shown.length).toLocaleString('en')} more` : ''}`;
