// Real two-class tables from two labels on (the LAL paper's Figure 3 and 4 where data can be had; Splice is there a warm start).
// node test/reproduction/run.mjs cold-start --data FOLDER with splice.csv and creditcard_sample.csv, the column class last
import { createMachine } from '../../../src/runtime/machine.ts';
import { readArguments } from '../lib/arguments.ts';
import { describeSeries, saveChart, saveText } from '../lib/report.ts';
import { runSeries } from '../lib/series.ts';
import { tableTask } from '../lib/tables.ts';

const strategies = ['random', 'uncertainty', 'lal-independent', 'lal-iterative', 'lal-independent-nd'];
const tables = [
  { file: 'splice.csv', title: 'Splice: junction or none', budget: 200, metrics: ['accuracy', 'auc'] },
  {
    file: 'creditcard_sample.csv',
    title: 'Credit-card sample (all 492 frauds, 1,230 others)',
    budget: 100,
    metrics: ['accuracy', 'auc', 'ams'],
  },
];

async function main(): Promise<void> {
  const { repeats, seed, data, wants } = readArguments(20);
  if (data === undefined) throw new Error('--data names the folder with the tables');
  const machine = createMachine({ threads: 1 });
  const sections: string[] = [];
  for (const { file, title, budget, metrics } of tables.filter((row) => wants(row.file))) {
    const task = await tableTask(data, file, title);
    const experiment = { task, model: 'forest', strategies, metrics, seed, machine, budget };
    const series = await runSeries(experiment, repeats, 'out/reproduction/cold-start');
    saveChart(`cold-start-${task.id}`, experiment, series[0]!, 'accuracy');
    sections.push(`## ${title}`, `![Curves](cold-start-${task.id}.svg)`, describeSeries(experiment, series));
  }
  machine.close();
  saveText('cold-start', [
    '# Real data from two labels on, random forests',
    `${repeats} repeats with new halves to learn from and to test. Differences are paired by repeat; ± is one standard error.`,
    ...sections,
  ]);
}

void main();
