import { currentLabels } from '../exchange/currentLabels.ts';
import { isHeldOut } from '../heldOut.ts';
import type { JournalState } from '../journal/types.ts';
import { ClassList } from './classList.ts';
import type { DatasetFacts } from './types.ts';

/** Every labeled row that may be learned from, and the number of its class: without the rows held out to measure on. */
export function labelsToLearnFrom(
  facts: DatasetFacts,
  journal: JournalState,
  { seed, testShare }: { readonly seed: number; readonly testShare: number },
): { readonly rows: Int32Array; readonly labels: Int32Array } {
  const classes = new ClassList(facts.classes, journal.successor);
  const known = currentLabels(facts, journal)
    .filter(({ id }) => !isHeldOut(id, seed, testShare))
    .map(({ row, label }) => ({ row, label: classes.numberOf(label) }))
    .filter(({ label }) => label >= 0);
  return {
    rows: Int32Array.from(known, ({ row }) => row),
    labels: Int32Array.from(known, ({ label }) => label),
  };
}
