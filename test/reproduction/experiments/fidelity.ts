// How the shipped regressors differ from ones that are too large to ship, on states neither was trained on.
// node test/reproduction/run.mjs fidelity --data FOLDER with lal-independent.parquet and lal-iterative.parquet (train-lal --rows)
import { join } from 'node:path';
import { neverCancelled } from '../../../src/engine/cancel.ts';
import type { Forest } from '../../../src/engine/forest/types.ts';
import { computeCell } from '../../../src/engine/lal/cells.ts';
import { lalFeatureCount } from '../../../src/engine/lal/features.ts';
import { forecast } from '../../../src/engine/lal/forecast.ts';
import { drawClouds, publishedSizes } from '../../../src/engine/lal/gaussianClouds.ts';
import { publishedPlan, type CollectionPlan } from '../../../src/engine/lal/plan.ts';
import { publishedRegressor, trainRegressor } from '../../../src/engine/lal/trainRegressor.ts';
import { meanAndError } from '../../../src/engine/math/meanAndError.ts';
import { rankCorrelation } from '../../../src/engine/math/rankCorrelation.ts';
import { readRows } from '../../../src/runtime/lal/rowsFile.ts';
import { createMachine } from '../../../src/runtime/machine.ts';
import { readShippedRegressor } from '../../../src/runtime/shippedRegressor.ts';
import { readArguments } from '../lib/arguments.ts';
import { plusMinus, saveText, table } from '../lib/report.ts';

const trees = 50;
/** Every number of votes that a forest can give. */
const means = Float32Array.from({ length: trees + 1 }, (_, votes) => votes / trees);
const deviations = means.map((mean) => Math.sqrt(mean * (1 - mean)));
/** A third of the rows for each tree, as the reference has it. */
const large = { ...publishedRegressor, rowShare: 0.33 };

type State = readonly number[];

/** States of random labeled sets of another seed. */
async function drawStates(datasets: number): Promise<readonly State[]> {
  const plan: CollectionPlan = {
    ...publishedPlan,
    mode: 'independent',
    seed: 4711,
    clouds: publishedSizes,
    datasets,
    candidates: 1,
  };
  const machine = createMachine({ threads: 1 });
  const parts = { plan, drawTask: drawClouds, regressors: [], machine, signal: neverCancelled };
  const states: State[] = [];
  for (let cell = 0; cell < datasets * 48; cell++) {
    const { features } = await computeCell(parts, cell);
    states.push([...features.subarray(2, lalFeatureCount)]);
  }
  machine.close();
  return states;
}

const argmax = (values: Float32Array): number => values.indexOf(Math.max(...values));

function compare(a: Forest, b: Forest, states: readonly State[]) {
  const answers = states.map((state) =>
    [a, b].map((regressor) => forecast(regressor, { means, deviations }, state)),
  ) as [Float32Array, Float32Array][];
  const distances = answers.map(([x, y]) => Math.abs(argmax(x) - argmax(y)));
  return {
    correlation: meanAndError(answers.map(([x, y]) => rankCorrelation(x, y))),
    same: meanAndError(distances.map((distance) => (distance === 0 ? 1 : 0))),
    near: meanAndError(distances.map((distance) => (distance <= 2 ? 1 : 0))),
    kept: keptGain(answers),
  };
}

/**
 * Of what the second regressor predicts its own choice to gain over a share drawn at random, the part that it predicts the
 * first one's choice to gain. Over all states, for in some there is next to nothing to gain.
 */
function keptGain(answers: readonly (readonly [Float32Array, Float32Array])[]): number {
  let kept = 0;
  let best = 0;
  for (const [theirs, own] of answers) {
    const center = meanAndError([...own]).mean;
    kept += own[argmax(theirs)]! - center;
    best += own[argmax(own)]! - center;
  }
  return kept / best;
}

async function main(): Promise<void> {
  const { repeats, data } = readArguments(10);
  if (data === undefined) throw new Error('--data names the folder with the rows');
  const machine = createMachine({ threads: 1 });
  const states = await drawStates(repeats);
  const rows: string[][] = [];
  for (const mode of ['independent', 'iterative'] as const) {
    const plan = { mode, seed: 1, ...publishedPlan, clouds: publishedSizes };
    const learned = await readRows(join(data, `lal-${mode}.parquet`), plan);
    if (!learned) throw new Error(`lal-${mode}.parquet is missing`);
    const grow = (seed: number): Promise<Forest> =>
      trainRegressor(learned, { ...large, seed, outOfBag: false }, machine, neverCancelled);
    const [one, other] = [await grow(101), await grow(102)];
    const shipped = await readShippedRegressor(`lal-${mode}`);
    for (const [name, candidate] of [
      ['shipped', shipped],
      ['another large one', other],
    ] as const) {
      const { correlation, same, near, kept } = compare(candidate, one, states);
      const cells = [correlation, same, near].map(({ mean, stderr }) => plusMinus(mean, stderr, 3));
      rows.push([`lal-${mode}`, name, ...cells, kept.toFixed(2)]);
    }
  }
  machine.close();
  saveText('fidelity', [
    '# How faithful the shipped regressors are to large ones',
    `${states.length} states of labeled sets drawn at random with another seed; at each the regressors rank all 51 shares of votes. Large: ${large.trees} trees on 33 % of the rows each; that two of these do not agree fully is the noise of any such regressor. Gain kept: of what the large one predicts its choice to gain over a share of votes drawn at random, the part that it predicts the other's choice to gain.`,
    table(
      [
        'regressor',
        'against a large one',
        'rank correlation',
        'same share chosen',
        'at most 2 votes apart',
        'gain kept',
      ],
      rows,
    ),
  ]);
}

void main();
