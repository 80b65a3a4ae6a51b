// More than two classes, one by one and in batches of ten: our own extension of LAL, on four real tables.
// node test/reproduction/run.mjs multi-class --data FOLDER with what test/reproduction/data/export.py and export.R write
import { aggregateRepeats } from '../../../src/engine/simulation/aggregate.ts';
import { createMachine } from '../../../src/runtime/machine.ts';
import { readArguments } from '../lib/arguments.ts';
import { pairedDifference, plusMinus, saveText, signed, table } from '../lib/report.ts';
import { runSeries, type Series } from '../lib/series.ts';
import { tableTask } from '../lib/tables.ts';

const strategies = [
  ...['random', 'uncertainty', 'margin'],
  ...['lal-independent', 'lal-iterative', 'lal-independent-nd'],
];
const baselines = ['random', 'uncertainty', 'margin'];
const tables = [
  ['dna.csv', 'Splice junctions (3 classes)'],
  ['vehicle.csv', 'Vehicle silhouettes (4 classes)'],
  ['satellite.csv', 'Satellite image (6 classes)'],
  ['digits.csv', 'Handwritten digits (10 classes)'],
] as const;

/** One row per strategy: its area and its paired differences. */
function rowsOf([results]: Series, title: string, batch: number): readonly (readonly string[])[] {
  const curves = aggregateRepeats(results!).filter(({ strategy }) => strategy.startsWith('lal'));
  return curves.map(({ strategy, area, areaStderr }) => {
    const versus = baselines.map((baseline) => {
      const { mean, stderr } = pairedDifference(results!, strategy, baseline);
      return signed(mean, stderr);
    });
    return [title, String(batch), strategy, plusMinus(area, areaStderr), ...versus];
  });
}

async function main(): Promise<void> {
  const { repeats, seed, data, wants } = readArguments(20);
  if (data === undefined) throw new Error('--data names the folder with the tables');
  const machine = createMachine({ threads: 1 });
  const rows: (readonly string[])[] = [];
  for (const [file, title] of tables.filter(([name]) => wants(name))) {
    const task = await tableTask(data, file, title);
    for (const batch of [1, 10]) {
      const experiment = {
        ...{ task, model: 'forest', strategies, metrics: ['accuracy'], seed, machine, batch },
        budget: batch === 1 ? 100 : 202,
      };
      const series = await runSeries(experiment, repeats, 'out/reproduction/multi-class');
      rows.push(...rowsOf(series, title, batch));
    }
  }
  machine.close();
  saveText('multi-class', [
    '# LAL with more than two classes and in batches',
    `Accuracy area of a forest's curve, one label at a time up to 100 and ten at a time up to 202; ${repeats} repeats with new halves to learn from and to test. Differences are paired by repeat; ± is one standard error.`,
    table(['data', 'batch', 'strategy', 'area', ...baselines.map((id) => `vs ${id}`)], rows),
  ]);
}

void main();
