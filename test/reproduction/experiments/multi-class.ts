// More than two classes, one by one and in batches of ten: our own extension of LAL, on four real tables.
// node test/reproduction/run.mjs multi-class --data FOLDER with what test/reproduction/data/export.py and export.R write
import { findMetric } from '../../../src/engine/metrics/index.ts';
import { aggregateRepeats } from '../../../src/engine/simulation/aggregate.ts';
import { createMachine } from '../../../src/runtime/machine.ts';
import { readArguments } from '../lib/arguments.ts';
import { pairedDifference, plusMinus, saveText, signed, table } from '../lib/report.ts';
import { runSeries, type Series } from '../lib/series.ts';
import { tableTask } from '../lib/tables.ts';

const strategies = [
  'random',
  'uncertainty',
  'margin',
  'lal-independent',
  'lal-iterative',
  'lal-independent-nd',
];
const baselines = ['random', 'uncertainty', 'margin'];
const metrics = ['accuracy', 'auc', 'iou', 'dice'];
const tables = [
  ['dna.csv', 'Splice junctions (3 classes)'],
  ['vehicle.csv', 'Vehicle silhouettes (4 classes)'],
  ['satellite.csv', 'Satellite image (6 classes)'],
  ['digits.csv', 'Handwritten digits (10 classes)'],
] as const;

/** One row per strategy: its area and its paired differences. */
function rowsOf(results: Series[number], title: string, batch: number): readonly (readonly string[])[] {
  const curves = aggregateRepeats(results).filter(({ strategy }) => strategy.startsWith('lal'));
  return curves.map(({ strategy, area, areaStderr }) => {
    const versus = baselines.map((baseline) => {
      const { mean, stderr } = pairedDifference(results, strategy, baseline);
      return signed(mean, stderr);
    });
    return [title, String(batch), strategy, plusMinus(area, areaStderr), ...versus];
  });
}

async function main(): Promise<void> {
  const { repeats, seed, data, wants } = readArguments(50);
  if (data === undefined) throw new Error('--data names the folder with the tables');
  const machine = createMachine({ threads: 1 });
  const found: { readonly title: string; readonly batch: number; readonly series: Series }[] = [];
  for (const [file, title] of tables.filter(([name]) => wants(name))) {
    const task = await tableTask(data, file, title);
    for (const batch of [1, 10]) {
      const experiment = {
        task,
        model: 'forest',
        strategies,
        metrics,
        seed,
        machine,
        batch,
        budget: batch === 1 ? 100 : 202,
      };
      found.push({
        title,
        batch,
        series: await runSeries(experiment, repeats, 'out/reproduction/multi-class'),
      });
    }
  }
  machine.close();
  const sections = metrics.flatMap((metric, place) => [
    `## ${findMetric(metric).title}`,
    table(
      ['data', 'batch', 'strategy', 'area', ...baselines.map((id) => `vs ${id}`)],
      found.flatMap(({ title, batch, series }) => rowsOf(series[place]!, title, batch)),
    ),
  ]);
  saveText('multi-class', [
    '# LAL with more than two classes and in batches',
    `Areas of a forest's curves, one label at a time up to 100 and ten at a time up to 202; ${repeats} repeats with new halves to learn from and to test. AUC, IoU and dice are means over the classes. Differences are paired by repeat; ± is one standard error.`,
    ...sections,
  ]);
}

void main();
