import { HumanError } from '../errors.ts';
import type { Forest } from '../forest/types.ts';
import { gatherTable } from '../geometry/rowTable.ts';
import { shuffled } from '../math/shuffle.ts';
import type { FeatureMatrix } from '../matrix.ts';
import { createRng } from '../rng.ts';
import type { CancelSignal, Machine } from '../types.ts';
import { collectRows, crewOfOne, type Collection } from './collect.ts';
import { judgeByCell, type Judgment } from './judge.ts';
import { publishedPlan, type CollectionPlan } from './plan.ts';
import { commonClasses, drawTaskFrom, otherRows, type LabeledSample } from './taskSource.ts';
import { trainRegressor, type RegressorOptions } from './trainRegressor.ts';

/** Labels below which there is too little to learn a strategy from. */
export const fewestForWarmStart = 50;
/** Labels of which a random choice is used: more would cost time and say little more about the data. */
const mostForWarmStart = 400;
/** Rows to learn from, about; the paper's 240,000 would take an hour. */
const wantedRows = 24_000;

/** A tenth of the published rows, so that each tree draws a tenth of them to be as deep. */
export const warmStartRegressor = { trees: 100, maxDepth: 40, maxFeatures: 6, rowShare: 0.3 } as const;

/**
 * The representative set of LAL-independent-WS (Konyushkova et al. 2017, section 5.2): labeled rows of a dataset.
 * @param rows the labeled rows and, in `labels`, their classes.
 * @throws HumanError for fewer than 50, or where fewer than two classes have two rows.
 */
export function sampleForWarmStart(
  features: FeatureMatrix,
  rows: Int32Array,
  labels: Int32Array,
  classCount: number,
  seed: number,
): LabeledSample {
  if (rows.length < fewestForWarmStart)
    throw new HumanError(
      `Learning a strategy takes at least ${fewestForWarmStart} labels (so far: ${rows.length}): label more samples first.`,
    );
  const order = shuffled(rows.length, createRng(seed).fork('warm start sample'));
  const kept = order.slice(0, mostForWarmStart).sort();
  const keptRows = kept.map((place) => rows[place]!);
  const sample = {
    features: gatherTable(features, keptRows).values,
    columns: features.columns,
    labels: kept.map((place) => labels[place]!),
    classCount,
  };
  if (commonClasses(sample.labels, classCount).length === 0)
    throw new HumanError(
      'The labels are nearly all of one class, so there is no strategy to learn from them: label samples of another class too.',
    );
  return sample;
}

/** As many labels as the sample's rows allow besides the test rows and candidates, and datasets to come to 24,000 rows. */
export function warmStartPlan(
  sample: LabeledSample,
  seed: number,
  candidates = publishedPlan.candidates,
): CollectionPlan {
  const { loss } = publishedPlan;
  const mostLabels = otherRows(sample) - candidates;
  const datasets = Math.ceil(wantedRows / candidates / (mostLabels - 1));
  return { mode: 'independent', seed, datasets, fewestLabels: 2, mostLabels, candidates, loss };
}

/** A strategy learned from labels, and what can be expected of it. */
export interface OwnStrategy {
  readonly regressor: Forest;
  readonly judgment: Judgment;
}

/** Learns from the rows that a crew collects, which has the sample. */
export async function trainOwn(collection: Collection): Promise<OwnStrategy> {
  const { plan, machine, signal } = collection;
  const rows = await collectRows(collection);
  const options: RegressorOptions = { ...warmStartRegressor, seed: plan.seed, outOfBag: false };
  return {
    judgment: await judgeByCell(rows, plan.candidates, options, machine, signal),
    regressor: await trainRegressor(rows, options, machine, signal),
  };
}

/** Learns in this thread. */
export function learnOwn(
  sample: LabeledSample,
  seed: number,
  machine: Machine,
  signal: CancelSignal,
): Promise<OwnStrategy> {
  const plan = warmStartPlan(sample, seed);
  const crew = crewOfOne({ plan, drawTask: drawTaskFrom(plan, sample), machine, signal });
  return trainOwn({ plan, crew, machine, signal, known: new Map(), onRange: () => undefined });
}
