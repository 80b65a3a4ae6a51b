// Figure 2 of the LAL paper, its panels with Gaussian processes. LAL's features and regressors are our own design: the paper
// names neither. The regressors are not shipped: build them first, each with its line of docs/reproduction/figure2-gp.md.
// node test/reproduction/run.mjs figure2-gp --regressors FOLDER [--data FOLDER with the LAL authors' checkerboards/*.npz]
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Forest } from '../../../src/engine/forest/types.ts';
import { processSight } from '../../../src/engine/lal/gaussianProcess/sight.ts';
import { createLalScorer, shipped } from '../../../src/engine/lal/lalScorer.ts';
import { findStrategy } from '../../../src/engine/strategies/index.ts';
import type { Strategy } from '../../../src/engine/types.ts';
import { createMachine } from '../../../src/runtime/machine.ts';
import { readRegressor } from '../../../src/runtime/regressorFile.ts';
import { readArguments } from '../lib/arguments.ts';
import { readBoard } from '../lib/boardFiles.ts';
import { describeSeries, saveChart, saveText } from '../lib/report.ts';
import { runSeries } from '../lib/series.ts';
import { checkerboards, clouds } from '../lib/tasks.ts';

const learned = ['lal-independent', 'lal-iterative'];
const strategies = ['random', 'uncertainty', 'kapoor', ...learned];

/** The strategies of those names, LAL's looking at a process in place of a forest. */
const strategyOf = (id: string): Strategy =>
  learned.includes(id)
    ? {
        ...findStrategy(id),
        needs: ['gaussianProcess'],
        start: () => createLalScorer(shipped(id), processSight),
      }
    : findStrategy(id);

/** What the card beside a regressor says of it. */
interface Card {
  readonly command: string;
  readonly rows: number;
  readonly heldOutByCell: { readonly rSquared: number };
}

function describeRegressor(folder: string, id: string): string {
  const card = JSON.parse(readFileSync(join(folder, `${id}.lal.json`), 'utf8')) as Card;
  const { command, rows, heldOutByCell } = card;
  const named = command.replaceAll(/test-results\/lal\//gu, '');
  return `- \`${id}\`: ${rows} rows, R² on cells held out ${heldOutByCell.rSquared.toFixed(3).replace('-', '−')}. \`${named}\``;
}

async function main(): Promise<void> {
  const { repeats, seed, data, regressors, wants } = readArguments(20);
  if (regressors === undefined) throw new Error('Name the folder of the regressors: --regressors FOLDER.');
  const files = new Map<string, Promise<Forest>>(
    learned.map((id) => [id, readRegressor(join(regressors, `${id}.lal`))]),
  );
  const own = createMachine({ threads: 1 });
  const machine = { ...own, regressor: (id: string) => files.get(id)! };
  const boards = checkerboards(data === undefined ? undefined : (file) => readBoard(data, file));
  const sections: string[] = [];
  for (const task of [clouds, ...boards].filter(({ id }) => wants(id))) {
    const experiment = {
      task,
      model: 'gaussian-process',
      strategies,
      strategyOf,
      metrics: ['accuracy'],
      seed,
      machine,
      budget: 101,
    };
    const series = await runSeries(experiment, repeats, 'out/reproduction/figure2-gp');
    saveChart(`figure2-gp-${task.id}`, experiment, series[0]!, 'accuracy');
    sections.push(
      `## ${task.title}`,
      `![Curves](figure2-gp-${task.id}.svg)`,
      describeSeries(experiment, series),
    );
  }
  own.close();
  const source = data === undefined ? 'new points in every repeat' : "the authors' files";
  saveText('figure2-gp', [
    '# Figure 2 of the LAL paper: synthetic tasks, Gaussian processes',
    `Checkerboards: ${source}; clouds: new ones in every repeat; ${repeats} repeats each, 2 to 101 labels. Differences are paired by repeat; ± is one standard error. What LAL reads of a process is our own design (\`docs/lal.md\`): neither the paper nor its code names it. The regressors:`,
    learned.map((id) => describeRegressor(regressors, id)).join('\n'),
    ...sections,
  ]);
}

void main();
