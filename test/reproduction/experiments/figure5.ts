// Figure 5 of the LAL paper: which features the regressors use, and which probabilities the strategies choose.
// node test/reproduction/run.mjs figure5 --data FOLDER with splice.csv and creditcard_sample.csv, their classes in a column class
import { readFileSync } from 'node:fs';
import * as Plot from '@observablehq/plot';
import { lalFeatures } from '../../../src/engine/lal/features.ts';
import { meanAndError } from '../../../src/engine/math/meanAndError.ts';
import { createMachine } from '../../../src/runtime/machine.ts';
import type { Machine } from '../../../src/engine/types.ts';
import { readArguments } from '../lib/arguments.ts';
import { savePlot, seriesColors } from '../lib/plot.ts';
import { replay } from '../lib/replay.ts';
import { saveText, table } from '../lib/report.ts';
import { tableTask } from '../lib/tables.ts';
import type { Task } from '../lib/task.ts';

const regressors = ['lal-independent', 'lal-iterative'];
const strategies = ['uncertainty', ...regressors];
/** The default of the forest's option, so that probabilities are shares of so many votes. */
const trees = 50;
/** Votes that a bin holds: 0 to 2, 3 to 5, …, so that a half lies in the middle of the middle bin. */
const votesPerBin = 3;
const bins = (trees + 1) / votesPerBin;
const tables = [
  { file: 'splice.csv', title: 'Splice: junction or none' },
  { file: 'creditcard_sample.csv', title: 'Credit-card sample' },
];

/** As the cards beside the shipped regressors state them. */
function importancesOf(regressor: string): readonly number[] {
  const card = JSON.parse(readFileSync(`media/lal/${regressor}.lal.json`, 'utf8')) as {
    importances: Readonly<Record<string, number>>;
  };
  return lalFeatures.map((feature) => card.importances[feature]!);
}

function reportImportances(): readonly string[] {
  const found = regressors.map(importancesOf);
  const rows = regressors.flatMap((regressor, index) =>
    lalFeatures.map((feature, place) => ({ regressor, feature, importance: found[index]![place]! })),
  );
  savePlot('figure5-importances', {
    marginBottom: 40,
    fx: { domain: lalFeatures, label: null, tickSize: 0 },
    x: { axis: null, domain: regressors },
    y: { label: '↑ importance', grid: true },
    color: { domain: regressors, range: seriesColors.slice(0, 2), legend: false },
    marks: [
      Plot.barY(rows, { fx: 'feature', x: 'regressor', y: 'importance', fill: 'regressor' }),
      Plot.ruleY([0]),
    ],
    width: 900,
  });
  return [
    '## Importances of the features',
    'Blue: `lal-independent`; red: `lal-iterative`.',
    '![Importances](figure5-importances.svg)',
    table(
      ['feature', ...regressors],
      lalFeatures.map((feature, place) => [feature, ...found.map((ofOne) => ofOne[place]!.toFixed(3))]),
    ),
  ];
}

/** P(class 0) of every sample chosen in the repeats, per strategy. */
async function chosenProbabilities(task: Task, repeats: number, seed: number, machine: Machine) {
  const found = new Map<string, number[]>(strategies.map((id) => [id, []]));
  const experiment = {
    task,
    model: 'forest',
    strategies,
    metrics: [],
    budget: 100,
    seed,
    machine,
    async onChoice(strategy: string, round: Parameters<OnChoice>[1], chosen: Int32Array) {
      const { data, classes } = await round.probabilities();
      for (const index of chosen) found.get(strategy)!.push(data[round.candidates[index]! * classes]!);
    },
  };
  for (let repeat = 0; repeat < repeats; repeat++) await replay(experiment, repeat);
  return found;
}
type OnChoice = NonNullable<Parameters<typeof replay>[0]['onChoice']>;

function sharesOf(values: readonly number[]): readonly number[] {
  const counts = new Array<number>(bins).fill(0);
  for (const value of values) counts[Math.floor(Math.round(value * trees) / votesPerBin)]!++;
  return counts.map((count) => count / values.length);
}

async function reportChoices(
  { task, title }: { readonly task: Task; readonly title: string },
  repeats: number,
  seed: number,
  machine: Machine,
): Promise<readonly string[]> {
  const found = await chosenProbabilities(task, repeats, seed, machine);
  const shares = strategies.map((strategy) => sharesOf(found.get(strategy)!));
  const rows = strategies.flatMap((strategy, index) =>
    shares[index]!.map((share, bin) => ({
      strategy,
      share,
      low: (votesPerBin * bin - 0.5) / trees,
      high: (votesPerBin * (bin + 1) - 0.5) / trees,
    })),
  );
  savePlot(`figure5-${task.id}`, {
    fx: { domain: strategies, label: null },
    x: { label: 'P(class 0) of the chosen sample →', domain: [-0.01, 1.01], ticks: 5 },
    y: { label: '↑ share of the choices', grid: true },
    color: { domain: strategies, range: seriesColors },
    marks: [
      Plot.rectY(rows, { fx: 'strategy', x1: 'low', x2: 'high', y: 'share', fill: 'strategy', inset: 0.5 }),
      Plot.ruleY([0]),
    ],
    width: 900,
  });
  const moments = strategies.map((strategy) => {
    const values = found.get(strategy)!;
    const { mean } = meanAndError(values);
    const deviation = Math.sqrt(meanAndError(values.map((value) => (value - mean) ** 2)).mean);
    return [mean, deviation].map((value) => value.toFixed(3));
  });
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  return [
    `## Probabilities of the chosen samples: ${title}`,
    `![Histograms](figure5-${task.id}.svg)`,
    table(
      ['P(class 0)', ...strategies],
      [
        ...Array.from({ length: bins }, (_, bin) => [
          `${((votesPerBin * bin) / trees).toFixed(2)} to ${((votesPerBin * (bin + 1) - 1) / trees).toFixed(2)}`,
          ...shares.map((ofOne) => percent(ofOne[bin]!)),
        ]),
        ['mean', ...moments.map(([mean]) => mean!)],
        ['standard deviation', ...moments.map(([, deviation]) => deviation!)],
      ],
    ),
  ];
}

async function main(): Promise<void> {
  const { repeats, seed, data, wants } = readArguments(10);
  if (data === undefined) throw new Error('--data names the folder with the tables');
  const machine = createMachine({ threads: 1 });
  const sections = [...reportImportances()];
  for (const { file, title } of tables.filter((row) => wants(row.file))) {
    const task = await tableTask(data, file, title);
    sections.push(...(await reportChoices({ task, title }, repeats, seed, machine)));
  }
  machine.close();
  saveText('figure5', [
    '# Figure 5 of the LAL paper: what the regressors look at, and what they choose',
    `Importances are those on the cards of the shipped regressors. Histograms: the samples chosen from 2 to 100 labels in ${repeats} experiments, in each of which all strategies start from the same two labels. The paper shows MRI, which cannot be had.`,
    ...sections,
  ]);
}

void main();
