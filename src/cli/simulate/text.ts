import { renderTable, type Column } from '../table.ts';
import { score, seconds, signed, withError } from '../../engine/simulation/figures.ts';
import { honestReading } from '../../engine/simulation/reading.ts';
import type { SimulatedCurve } from '../../engine/simulation/types.ts';
import type { SimulationReport } from '../../engine/simulation/report.ts';

/** The columns of the result, the same in print and on the page. */
export const resultColumns: readonly Column<SimulatedCurve>[] = [
  { title: 'strategy', cell: (curve) => curve.strategy },
  { title: 'area', align: 'right', cell: (curve) => withError(score(curve.area), curve.areaStderr) },
  {
    title: 'at the end',
    align: 'right',
    cell: (curve) => withError(score(curve.mean.at(-1)!), curve.stderr.at(-1)!),
  },
  {
    title: 'versus random',
    align: 'right',
    cell: ({ strategy, versusRandom }) =>
      versusRandom && strategy !== 'random'
        ? withError(signed(versusRandom.difference), versusRandom.stderr)
        : '–',
  },
  { title: 'seconds per query', align: 'right', cell: (curve) => seconds(curve.secondsPerQuery) },
];

/** What was simulated, in one line. */
export const setting = (report: SimulationReport): string =>
  `${report.rows} labeled rows, ${report.features} features, ${report.classes.length} classes; ${report.model}, ` +
  `${report.metric} on the test part; ${report.initial} to ${report.curves[0]?.labels.at(-1) ?? report.budget} labels, ` +
  `${report.batch} at a time; ${report.repeats} ${report.repeats === 1 ? 'repeat' : 'repeats'}, seed ${report.seed}`;

/** The result for a person at a terminal. */
export const simulationText = (report: SimulationReport, smallerIsBetter: boolean): string =>
  `${report.dataset}: ${setting(report)}\n\n${renderTable(resultColumns, report.curves)}\n\n` +
  `Honest reading: ${honestReading(report, smallerIsBetter)}\n`;
