import type { JournalState } from '../journal/types.ts';
import type { Translate } from '../translate.ts';
import type { CurrentLabel } from './currentLabels.ts';

/** What an export leaves out: flags and notes on samples without a label have no row. */
export function describeLeftOut(
  labels: readonly Pick<CurrentLabel, 'id'>[],
  { flagged, notes }: Pick<JournalState, 'flagged' | 'notes'>,
  t: Translate,
): readonly string[] {
  const exported = new Set(labels.map(({ id }) => id));
  const countOthers = (ids: Iterable<string>): number => [...ids].filter((id) => !exported.has(id)).length;
  const counts = [countOthers(flagged), countOthers(notes.keys())] as const;
  return counts.every((count) => count === 0)
    ? []
    : [t('Left out because the sample has no label: flags: {0}, notes: {1}.', ...counts)];
}
