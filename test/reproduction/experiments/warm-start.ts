// Figure 4 of the LAL paper, its panel on Splice: a hundred labels to begin with, of which lal-warm-start is learned.
// node test/reproduction/run.mjs warm-start --data FOLDER with splice.csv, its classes in the column class
import { createMachine } from '../../../src/runtime/machine.ts';
import { readArguments } from '../lib/arguments.ts';
import { describeSeries, saveChart, saveText } from '../lib/report.ts';
import { runSeries } from '../lib/series.ts';
import { tableTask } from '../lib/tables.ts';

const strategies = ['random', 'uncertainty', 'lal-independent', 'lal-iterative', 'lal-warm-start'];
const metrics = ['accuracy', 'auc', 'iou', 'dice', 'ams'];

async function main(): Promise<void> {
  const { repeats, seed, data } = readArguments(50);
  if (data === undefined) throw new Error('--data names the folder with splice.csv');
  const machine = createMachine({ threads: 1 });
  const task = await tableTask(data, 'splice.csv', 'Splice: junction or none');
  const experiment = {
    task,
    model: 'forest',
    strategies,
    metrics,
    seed,
    machine,
    initial: 100,
    budget: 300,
  };
  const series = await runSeries(experiment, repeats, 'out/reproduction/warm-start');
  machine.close();
  saveChart('warm-start-splice', experiment, series[0]!, 'accuracy');
  saveText('warm-start', [
    '# Figure 4 of the LAL paper: warm start on Splice, random forests',
    `From 100 random labels on; lal-warm-start is learned from them in every repeat. ${repeats} repeats with new halves to learn from and to test. Differences are paired by repeat; ± is one standard error. IoU, dice and AMS count the class "junction" as positive.`,
    '![Curves](warm-start-splice.svg)',
    describeSeries(experiment, series),
  ]);
}

void main();
