import { renderTable, type Column } from '../table.ts';
import type { BenchResult } from './types.ts';

/** Three significant digits in the unit that suits the size. */
export function formatSeconds(seconds: number): string {
  if (seconds >= 1) return `${seconds.toPrecision(3)} s`;
  if (seconds >= 1e-3) return `${(seconds * 1e3).toPrecision(3)} ms`;
  return `${(seconds * 1e6).toPrecision(3)} µs`;
}

const formatRatio = (ratio: number): string => (ratio >= 10 ? ratio.toFixed(0) : ratio.toFixed(2));

/** The text of a value that may be absent. */
const shown = <Value>(value: Value | null, format: (value: Value) => string): string =>
  value === null ? '' : format(value);

const columns: readonly Column<BenchResult>[] = [
  { title: 'benchmark', cell: ({ benchmark }) => benchmark },
  { title: 'against', cell: ({ rival, scaledBy }) => (rival ?? '–') + shown(scaledBy, (n) => ` (× ${n})`) },
  { title: 'threads', align: 'right', cell: ({ threads }) => shown(threads, String) },
  { title: 'ours', align: 'right', cell: ({ ours }) => formatSeconds(ours) },
  { title: 'theirs', align: 'right', cell: ({ theirs }) => shown(theirs, formatSeconds) },
  { title: 'theirs / ours', align: 'right', cell: ({ ratio }) => shown(ratio, formatRatio) },
  { title: 'range', align: 'right', cell: rangeOf },
  {
    title: 'target',
    align: 'right',
    cell: ({ target }) => shown(target, (least) => `≥ ${formatRatio(least)}`),
  },
  { title: 'met', cell: ({ met }) => shown(met, (yes) => (yes ? 'yes' : 'no')) },
];

function rangeOf({ lowest, highest, pairs }: BenchResult): string {
  if (lowest === null || highest === null) return '';
  return pairs === 1 ? 'one pair' : `${formatRatio(lowest)}–${formatRatio(highest)}`;
}

/** The results as a table, with a line on every mark it uses. */
export function benchText(results: readonly BenchResult[]): string {
  const titles = new Map(results.map(({ benchmark, title }) => [benchmark, title]));
  const legend = [...titles].map(([id, title]) => `${id}: ${title}`);
  const notes = new Set(
    results.flatMap(({ benchmark, note }) => (note === null ? [] : `${benchmark}: ${note}`)),
  );
  const scaled = results.some(({ scaledBy }) => scaledBy !== null)
    ? ['× n: the rival ran 1/n of the work; its time is multiplied by n.']
    : [];
  return `${[renderTable(columns, results), '', ...legend, ...notes, ...scaled].join('\n')}\n`;
}

/** One result as it comes, for whoever waits for the table: long benchmarks take minutes. */
export const resultLine = ({ benchmark, ours, rival, theirs, ratio }: BenchResult): string =>
  rival === null || theirs === null || ratio === null
    ? `${benchmark}: ${formatSeconds(ours)}`
    : `${benchmark}: ${formatSeconds(ours)}, ${rival} ${formatSeconds(theirs)}, ${formatRatio(ratio)} ×`;
