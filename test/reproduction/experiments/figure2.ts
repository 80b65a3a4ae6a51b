// Figure 2 of the LAL paper, its panels with random forests: two Gaussian clouds and three checkerboards.
// node test/reproduction/run.mjs figure2 [--data FOLDER with the LAL authors' checkerboards/*.npz]
import { createMachine } from '../../../src/runtime/machine.ts';
import { readArguments } from '../lib/arguments.ts';
import { readBoard } from '../lib/boardFiles.ts';
import { describeSeries, saveChart, saveText } from '../lib/report.ts';
import { runSeries } from '../lib/series.ts';
import { checkerboards, clouds } from '../lib/tasks.ts';

const strategies = ['random', 'uncertainty', 'lal-independent', 'lal-iterative'];

async function main(): Promise<void> {
  const { repeats, seed, data, wants } = readArguments(50);
  const machine = createMachine({ threads: 1 });
  const boards = checkerboards(data === undefined ? undefined : (file) => readBoard(data, file));
  const sections: string[] = [];
  for (const task of [clouds, ...boards].filter(({ id }) => wants(id))) {
    const experiment = {
      task,
      model: 'forest',
      strategies,
      metrics: ['accuracy', 'iou', 'dice'],
      seed,
      machine,
      budget: task === clouds ? 101 : 201,
    };
    const ofTask = task === clouds ? 2 * repeats : repeats;
    const series = await runSeries(experiment, ofTask, 'out/reproduction/figure2');
    saveChart(`figure2-${task.id}`, experiment, series[0]!, 'accuracy');
    sections.push(
      `## ${task.title}`,
      `![Curves](figure2-${task.id}.svg)`,
      describeSeries(experiment, series),
    );
  }
  machine.close();
  const source = data === undefined ? 'new points in every repeat' : "the authors' files";
  saveText('figure2', [
    '# Figure 2 of the LAL paper: synthetic tasks, random forests',
    `Checkerboards: ${source}, ${repeats} repeats; clouds: new ones in every repeat, ${2 * repeats} repeats. Differences are paired by repeat; ± is one standard error.`,
    ...sections,
  ]);
}

void main();
