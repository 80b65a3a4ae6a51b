import { exportForest } from '../forest/exportForest.ts';
import { spreadByVotes } from '../forest/spreadByVotes.ts';
import type { Forest, ForestOptions, ForestView } from '../forest/types.ts';
import { gatherColumns, type FeatureMatrix } from '../matrix.ts';
import type { Rng } from '../rng.ts';
import type { FitContext, Machine, Model, ModelKind, Probabilities } from '../types.ts';
import { forestFacts } from '../modelFacts.ts';
import { numberOf } from '../options.ts';
import { viewsOf } from '../views.ts';
import { compactClasses, expandClasses } from './presentClasses.ts';

/** Random forest as in the LAL paper: scikit-learn's classifier defaults with 50 trees. */
export const forest: ModelKind = {
  ...forestFacts,
  async fit(training, context) {
    const { features } = training;
    const { present, labels } = compactClasses(training.labels);
    const columns = gatherColumns(features, training.rows);
    const grow = growOptions(context, features.columns);
    const grown = await context.machine.forest.fitClassifier(
      columns,
      labels,
      present.length,
      grow,
      context.signal,
    );
    return createModel({ grown, features, present, labels, classCount: training.classCount, context });
  },
};

function growOptions({ options, rng }: FitContext, columns: number): ForestOptions {
  const option = numberOf(forestFacts.options, options);
  const maxFeatures = option('maxFeatures');
  const maxDepth = option('maxDepth');
  return {
    trees: option('trees'),
    maxFeatures:
      maxFeatures === 0 ? Math.max(1, Math.floor(Math.sqrt(columns))) : Math.min(maxFeatures, columns),
    maxDepth: maxDepth === 0 ? Infinity : maxDepth,
    minLeaf: option('minLeaf'),
    rowShare: 1,
    seed: forestSeed(rng),
  };
}

/** Seed of the forest that is fitted with this stream. */
export const forestSeed = (rng: Rng): number => rng.fork('forest').uint32();

interface ModelParts {
  readonly grown: Forest;
  readonly features: FeatureMatrix;
  /** The classes that the forest knows, ascending. */
  readonly present: Int32Array;
  /** Of the labeled rows, as places in `present`. */
  readonly labels: Int32Array;
  readonly classCount: number;
  readonly context: FitContext;
}

function createModel(parts: ModelParts): Model {
  const { grown, features, present, labels, classCount } = parts;
  const { machine, signal } = parts.context;
  let predicted: Promise<Probabilities> | undefined;
  const predictPresent = (): Promise<Probabilities> =>
    (predicted ??= Promise.resolve(machine.forest.predict(grown, features, signal)));
  const view: ForestView = {
    forest: grown,
    meanAndDeviation: async (label) => {
      const place = present.indexOf(label);
      if (place < 0) return unknownClass(features.rows);
      return grown.pureLeaves
        ? spreadOfVotes(await predictPresent(), grown.trees, place)
        : spreadOfShares(grown, features, machine, place);
    },
    votesAt: async (label, rows) => {
      if (!grown.pureLeaves) return undefined;
      const place = present.indexOf(label);
      return place < 0
        ? new Uint16Array(rows.length)
        : votesOf(await predictPresent(), grown.trees, place, rows);
    },
    outOfBagAccuracyOf: (label) => outOfBagAccuracyOf(grown, labels, present.indexOf(label)),
  };
  return {
    predictAll: async () => expandClasses(await predictPresent(), present, classCount),
    toGraph: (metadata) => exportForest(grown, metadata),
    outOfBagAccuracy: grown.outOfBagScore,
    view: viewsOf({ forest: view }),
  };
}

type Spread = Awaited<ReturnType<ForestView['meanAndDeviation']>>;

/** A class that nobody has labeled yet has no votes. */
const unknownClass = (rows: number): Spread => ({
  mean: new Float32Array(rows),
  deviation: new Float32Array(rows),
});

/** Of pure leaves, which vote 0 or 1: the probability is the share of the votes. */
function votesOf(
  { classes, data }: Probabilities,
  trees: number,
  place: number,
  rows: Int32Array,
): Uint16Array {
  const votes = new Uint16Array(rows.length);
  for (let index = 0; index < rows.length; index++)
    votes[index] = data[rows[index]! * classes + place]! * trees + 0.5;
  return votes;
}

function spreadOfVotes({ rows, classes, data }: Probabilities, trees: number, place: number): Spread {
  const { means, deviations } = spreadByVotes(trees);
  const mean = new Float32Array(rows);
  const deviation = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const votes = (data[row * classes + place]! * trees + 0.5) | 0;
    mean[row] = means[votes]!;
    deviation[row] = deviations[votes]!;
  }
  return { mean, deviation };
}

/** The general case: every tree's share of every row, some thousand rows at a time to bound the memory. */
async function spreadOfShares(
  grown: Forest,
  features: FeatureMatrix,
  machine: Machine,
  place: number,
): Promise<Spread> {
  const mean = new Float32Array(features.rows);
  const deviation = new Float32Array(features.rows);
  const chunk = 4096;
  for (let start = 0; start < features.rows; start += chunk) {
    const rows = Int32Array.from(
      { length: Math.min(chunk, features.rows - start) },
      (_, index) => start + index,
    );
    const perTree = await machine.forest.predictPerTree(grown, features, rows, place);
    for (let index = 0; index < rows.length; index++) {
      const shares = perTree.subarray(index * grown.trees, (index + 1) * grown.trees);
      const center = average(shares, (share) => share);
      mean[start + index] = center;
      deviation[start + index] = Math.sqrt(average(shares, (share) => (share - center) ** 2));
    }
  }
  return { mean, deviation };
}

/** @param place of the class among those that the forest knows, or −1. */
function outOfBagAccuracyOf({ outOfBagVotes, outputs }: Forest, labels: Int32Array, place: number): number {
  let right = 0;
  labels.forEach((label, row) => {
    const votes = outOfBagVotes!.subarray(row * outputs, (row + 1) * outputs);
    const all = votes.reduce((sum, vote) => sum + vote, 0);
    const isPredicted = place >= 0 && 2 * votes[place]! > all;
    if (isPredicted === (label === place)) right++;
  });
  return right / labels.length;
}

function average(values: Float32Array, of: (value: number) => number): number {
  let sum = 0;
  for (const value of values) sum += of(value);
  return sum / values.length;
}
