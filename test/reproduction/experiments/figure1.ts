// Figure 1 of the LAL paper: how much a label lowers the error of logistic regression, by the predicted probability of
// class 0; two Gaussian clouds of the same size, and class 0 twice as large.
// node test/reproduction/run.mjs figure1
import * as Plot from '@observablehq/plot';
import { createRng } from '../../../src/engine/rng.ts';
import type { Machine } from '../../../src/engine/types.ts';
import { createMachine } from '../../../src/runtime/machine.ts';
import { readArguments } from '../lib/arguments.ts';
import { candidates, meansByProbability, penalties, tryLabels } from '../lib/labelTrials.ts';
import { savePlot, seriesColors } from '../lib/plot.ts';
import { plusMinus, saveText, table } from '../lib/report.ts';

/** As scikit-learn's default was when the paper was written. */
const shown = { distance: 2, penalty: 'weights and intercept', C: 1 } as const;
const panels = [
  { title: 'same size', share: 1 / 2 },
  { title: 'class 0 twice as large', share: 2 / 3 },
];
/** The paper says neither; a tenth of the datasets for each combination. */
const distances = [1, 2, 3, 4];
const strengths = [0.1, 1, 10, 100];

/** Labels in a bin whose mean is worth showing. */
const fewestShown = 200;

type Means = ReturnType<typeof meansByProbability>;

function saveFigure(series: readonly { readonly title: string; readonly means: Means }[]): void {
  const marks = series.flatMap(({ title, means }) => {
    const at = means.map(({ low, high, mean, stderr }) => ({
      title,
      mean,
      probability: (low + high) / 2,
      from: mean - stderr,
      to: mean + stderr,
    }));
    const place = { x: 'probability', stroke: 'title' };
    return [
      Plot.line(at, { ...place, y: 'mean', marker: 'dot' }),
      Plot.ruleX(at, { ...place, y1: 'from', y2: 'to' }),
    ];
  });
  savePlot('figure1', {
    color: { domain: series.map(({ title }) => title), range: seriesColors.slice(0, 2) },
    x: { label: 'predicted probability of class 0 →', domain: [0, 1] },
    y: { label: '↑ mean fall of the test error', grid: true },
    marks: [Plot.ruleY([0]), ...marks],
  });
}

/** A row for each setting: fall of the error in fifths of the probability, clouds of the same size. */
async function otherSettings(datasets: number, seed: number, machine: Machine): Promise<string> {
  const rows: string[][] = [];
  for (const penalty of penalties) {
    for (const distance of distances) {
      for (const C of strengths) {
        const rng = createRng(seed).fork('settings', distance, String(C));
        const trials = await tryLabels({ share: 1 / 2, distance, penalty, C }, datasets, rng, machine);
        const cells = meansByProbability(trials, 5).map(({ count, mean, stderr }) =>
          count < fewestShown ? '' : plusMinus(mean, stderr, 3),
        );
        rows.push([penalty, String(distance), String(C), ...cells]);
      }
    }
  }
  const fifths = ['0.0 to 0.2', '0.2 to 0.4', '0.4 to 0.6', '0.6 to 0.8', '0.8 to 1.0'];
  return table(['penalty on', 'distance', 'C', ...fifths], rows);
}

async function main(): Promise<void> {
  const { repeats, seed } = readArguments(5000);
  const machine = createMachine({ threads: 1 });
  const series: { readonly title: string; readonly means: Means }[] = [];
  for (const { title, share } of panels) {
    const trials = await tryLabels({ share, ...shown }, repeats, createRng(seed).fork(title), machine);
    series.push({ title, means: meansByProbability(trials, 10) });
  }
  const settings = await otherSettings(Math.ceil(repeats / 10), seed, machine);
  machine.close();
  saveFigure(series);
  const [even, uneven] = series.map(({ means }) => means);
  saveText('figure1', [
    '# Figure 1 of the LAL paper: which probability gains most, logistic regression',
    `Blue: two Gaussian clouds of the same size; red: class 0 twice as large. Unit clouds ${shown.distance} apart, C = ${shown.C}, the intercept penalized too; ${repeats} datasets each, two labels, ${candidates} further ones tried on each.`,
    '![Fall of the error by predicted probability](figure1.svg)',
    table(
      ['P(class 0)', 'same size', 'class 0 twice as large'],
      even!.map(({ low, high, mean, stderr }, bin) => [
        `${low.toFixed(1)} to ${high.toFixed(1)}`,
        plusMinus(mean, stderr),
        plusMinus(uneven![bin]!.mean, uneven![bin]!.stderr),
      ]),
    ),
    '## Other settings, clouds of the same size',
    `Fall of the error by P(class 0), ${Math.ceil(repeats / 10)} datasets each; empty where fewer than ${fewestShown} labels fell. A penalty on the weights alone is the product's model.`,
    settings,
  ]);
}

void main();
