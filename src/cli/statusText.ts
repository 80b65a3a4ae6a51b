import type { CurvePoint } from '../engine/curve.ts';
import { oneLine } from './oneLine.ts';
import { countOf } from './output.ts';
import { renderTable } from './table.ts';

/** A point of the learning curve, without what only the cache needs. */
export type StatusPoint = Omit<CurvePoint, 'tested' | 'key'>;

/** The document `status --json` prints. */
export interface Status {
  readonly rows: number;
  readonly labeled: number;
  readonly skipped: number;
  readonly flagged: number;
  /** Samples with a note. */
  readonly notes: number;
  /** Labels per class. */
  readonly classes: Readonly<Record<string, number>>;
  readonly strategy: string;
  readonly model: string;
  readonly journal: { readonly entries: number; readonly unreadable: number; readonly tornTail: boolean };
  readonly curve: readonly StatusPoint[];
}

const shownPoints = 5;

/** An object lists names that are whole numbers first, whatever the order of the classes. */
const classTable = (counts: Status['classes'], classes: readonly string[]): string =>
  renderTable(
    [
      { title: 'class', cell: (name) => name },
      { title: 'labels', align: 'right', cell: (name) => String(counts[name]) },
    ],
    classes,
  );

const interval = ({ low, high }: StatusPoint): string =>
  low === null || high === null ? '–' : `${low.toFixed(3)} to ${high.toFixed(3)}`;

const curveTable = (curve: readonly StatusPoint[]): string =>
  renderTable(
    [
      { title: 'at labels', align: 'right', cell: ({ labels }) => String(labels) },
      { title: 'metric', cell: ({ metric }) => metric },
      { title: 'value', align: 'right', cell: ({ value }) => value.toFixed(3) },
      { title: '95 % interval', cell: interval },
      {
        title: 'estimate',
        cell: ({ estimate }) => (estimate === 'held-out' ? 'held-out' : 'rough: chosen samples'),
      },
    ],
    curve.slice(-shownPoints),
  );

function journalLine({ entries, unreadable, tornTail }: Status['journal']): string {
  const faults = [
    ...(unreadable > 0 ? [`${unreadable} unreadable ${unreadable === 1 ? 'line' : 'lines'} skipped`] : []),
    ...(tornTail ? ['the last line is torn'] : []),
  ];
  return [`${entries} ${entries === 1 ? 'entry' : 'entries'}`, ...faults].join(', ');
}

/** The state of a dataset for a person at a terminal. @param classes names, in their order. */
export const statusText = (name: string, classes: readonly string[], status: Status): string =>
  `${oneLine(name)}: ${status.labeled} of ${status.rows} labeled, ${status.skipped} skipped, ${status.flagged} flagged, ${countOf(status.notes, 'note')}
strategy ${status.strategy}, model ${status.model}; journal: ${journalLine(status.journal)}

${classTable(status.classes, classes)}

${status.curve.length === 0 ? 'No learning curve yet: label in at least two classes, then run suggest.' : curveTable(status.curve)}
`;
