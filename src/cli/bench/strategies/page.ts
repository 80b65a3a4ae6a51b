import { formatSeconds } from '../report.ts';
import type { Outcome } from './ledger.ts';
import { protocolText } from './protocol.ts';
import type { Duel, Ranked, Ranking } from './ranking.ts';
import type { Section } from './sections.ts';
import { unmeasuredText } from './unmeasured.ts';

const points = (share: number): string => `${share >= 0 ? '+' : '−'}${(100 * Math.abs(share)).toFixed(2)}`;

const duelText = ({ wins, ties, losses }: Duel): string => `${wins} / ${ties} / ${losses}`;

interface Column {
  readonly title: string;
  readonly cell: (row: Ranked) => string;
}

const columns: readonly Column[] = [
  { title: 'strategy', cell: ({ strategy }) => `\`${strategy}\`` },
  { title: 'mean area', cell: ({ area }) => (100 * area).toFixed(2) },
  { title: 'mean rank', cell: ({ rank }) => rank.toFixed(2) },
  {
    title: 'gain over random',
    cell: ({ gain, gainError }) =>
      points(gain) + (gainError === null ? '' : ` ± ${(100 * gainError).toFixed(2)}`),
  },
  { title: 'against random', cell: ({ versusRandom }) => duelText(versusRandom) },
  { title: 'against margin', cell: ({ versusMargin }) => duelText(versusMargin) },
  { title: 'a query', cell: ({ seconds }) => formatSeconds(seconds) },
];

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function rankingTable(ranking: Ranking): string {
  const dashes = columns.map((_, index) => (index === 0 ? '---' : '--:'));
  const rows = ranking.ranked.map((row) => line(columns.map(({ cell }) => cell(row))));
  return [line(columns.map(({ title }) => title)), line(dashes), ...rows].join('\n');
}

/** Mean areas of every strategy on every dataset, best of a dataset in bold. */
function areaTable({ outcomes, ranking: { datasets, ranked } }: Section): string {
  const strategies = ranked.map(({ strategy }) => strategy);
  const areaOf = (dataset: string, strategy: string): number => {
    const own = outcomes.filter((outcome) => outcome.dataset === dataset && outcome.strategy === strategy);
    return own.reduce((sum, { area }) => sum + area, 0) / own.length;
  };
  const rows = datasets.map((dataset) => {
    const areas = strategies.map((strategy) => areaOf(dataset, strategy));
    const cells = areas.map((area) => {
      const text = (100 * area).toFixed(1);
      return area === Math.max(...areas) ? `**${text}**` : text;
    });
    return line([dataset, ...cells]);
  });
  const titles = ['dataset', ...strategies.map((strategy) => `\`${strategy}\``)];
  return [line(titles), line(titles.map((_, index) => (index === 0 ? '---' : '--:'))), ...rows].join('\n');
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

const countText = ({ datasets, repeats }: Ranking): string =>
  `${counted(datasets.length, 'dataset')}, ${counted(repeats, 'paired repeat')} each`;

function datasetList(outcomes: readonly Outcome[]): string {
  const seen = new Map(outcomes.map((outcome) => [outcome.dataset, outcome]));
  return [...seen.values()]
    .toSorted((a, b) => (a.dataset < b.dataset ? -1 : 1))
    .map(({ dataset, rows, features, classes }) => `${dataset} (${rows} × ${features}, ${classes} classes)`)
    .join(', ');
}

/** What the benchmark found, as a page of Markdown. */
export function benchmarkPage(outcomes: readonly Outcome[], sections: readonly Section[]): string {
  const shown = sections.filter(({ ranking }) => ranking.ranked.length > 0);
  const parts = shown.flatMap((section) => [
    `### ${section.heading}: ${countText(section.ranking)}`,
    rankingTable(section.ranking),
    areaTable(section),
  ]);
  const usual =
    shown[0] === undefined ? '' : ` ${protocolText(shown[0].protocol)} where nothing else is said,`;
  return [
    `Measured: accuracy on half of the rows,${usual} at most half of the pool.`,
    `Datasets: ${datasetList(outcomes)}.`,
    'Areas and gains are percentage points of the mean of the learning curve. “Against” counts the datasets on which a strategy wins, ties and loses by Wilcoxon’s signed-rank test over the paired repeats at 5 %, not corrected for their number. Times are those of the machine it ran on, which was busy.',
    unmeasuredText(outcomes),
    ...parts,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}
