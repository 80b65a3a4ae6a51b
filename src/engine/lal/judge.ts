import { predictByDescent } from '../forest/descent.ts';
import { rSquared } from '../forest/rSquared.ts';
import { fromRowMajor } from '../matrix.ts';
import { meanAndError } from '../math/meanAndError.ts';
import type { CancelSignal, Machine } from '../types.ts';
import { lalFeatureCount } from './features.ts';
import type { LalRows } from './monteCarlo.ts';
import { trainRegressor, type RegressorOptions } from './trainRegressor.ts';

/** How well a regressor predicts cells it has not seen. Reductions are in the unit of the loss, per label. */
export interface Judgment {
  readonly cells: number;
  /** Of single rows; below 0 where the mean of all would predict better. */
  readonly rSquared: number;
  /** Mean true reduction by the candidate, among those of a cell, that each rule picks. */
  readonly reductions: {
    readonly random: number;
    readonly uncertainty: number;
    readonly lal: number;
    readonly best: number;
  };
  /** Paired differences of the regressor's picks, and their standard errors. */
  readonly versusRandom: { readonly difference: number; readonly stderr: number };
  readonly versusUncertainty: { readonly difference: number; readonly stderr: number };
}

/** One cell in five is held out. */
const folds = 5;

/**
 * Grows a regressor without a fifth of the cells and asks it about them. Out-of-bag rows would flatter: the rows of a
 * cell share six features and the noise of one forest.
 * @param candidates rows of a cell.
 */
export async function judgeByCell(
  rows: LalRows,
  candidates: number,
  options: RegressorOptions,
  machine: Machine,
  signal: CancelSignal,
): Promise<Judgment> {
  const held = selectCells(rows, candidates, (cell) => cell % folds === folds - 1);
  const others = selectCells(rows, candidates, (cell) => cell % folds !== folds - 1);
  const regressor = await trainRegressor(others, { ...options, outOfBag: false }, machine, signal);
  const count = held.reductions.length;
  const { data } = predictByDescent(regressor, fromRowMajor(held.features, count, lalFeatureCount));
  const picks = Array.from({ length: count / candidates }, (_, cell) => pick(held, data, cell, candidates));
  const meanOf = (of: (picked: Picks) => number): number => meanAndError(picks.map(of)).mean;
  return {
    cells: picks.length,
    rSquared: rSquared(held.reductions, Float64Array.from(data)),
    reductions: {
      random: meanOf(({ random }) => random),
      uncertainty: meanOf(({ uncertainty }) => uncertainty),
      lal: meanOf(({ lal }) => lal),
      best: meanOf(({ best }) => best),
    },
    versusRandom: difference(picks.map(({ lal, random }) => lal - random)),
    versusUncertainty: difference(picks.map(({ lal, uncertainty }) => lal - uncertainty)),
  };
}

function selectCells(
  { features, reductions }: LalRows,
  candidates: number,
  wanted: (cell: number) => boolean,
): LalRows {
  const ofRow = (row: number): boolean => wanted(Math.floor(row / candidates));
  return {
    features: features.filter((_, index) => ofRow(Math.floor(index / lalFeatureCount))),
    reductions: reductions.filter((_, row) => ofRow(row)),
  };
}

interface Picks {
  readonly random: number;
  readonly uncertainty: number;
  readonly lal: number;
  readonly best: number;
}

/** Rules that find several candidates equal pick one of them at random: their mean is what to expect. */
function pick(
  { features, reductions }: LalRows,
  predicted: Float32Array,
  cell: number,
  candidates: number,
): Picks {
  const rows = Array.from({ length: candidates }, (_, index) => cell * candidates + index);
  const meanOfBest = (score: (row: number) => number): number => {
    const best = Math.max(...rows.map(score));
    const chosen = rows.filter((row) => score(row) === best);
    return chosen.reduce((sum, row) => sum + reductions[row]!, 0) / chosen.length;
  };
  return {
    random: meanOfBest(() => 0),
    uncertainty: meanOfBest((row) => -Math.abs(features[row * lalFeatureCount]! - 0.5)),
    lal: meanOfBest((row) => predicted[row]!),
    best: meanOfBest((row) => reductions[row]!),
  };
}

function difference(values: readonly number[]): { readonly difference: number; readonly stderr: number } {
  const { mean, stderr } = meanAndError(values);
  return { difference: mean, stderr: stderr ?? NaN };
}
