import { describe, expect, it } from 'vitest';
import { neverCancelled } from '../../src/engine/cancel.ts';
import { leavesArePure } from '../../src/engine/forest/classificationForest.ts';
import { ForestNodes } from '../../src/engine/forest/forestNodes.ts';
import { Importances } from '../../src/engine/forest/importances.ts';
import { OutOfBagVotes } from '../../src/engine/forest/outOfBag.ts';
import type { Forest } from '../../src/engine/forest/types.ts';
import { askRegressor } from '../../src/engine/lal/askRegressor.ts';
import { fromRowMajor } from '../../src/engine/matrix.ts';
import { forest as forestModel } from '../../src/engine/models/forest.ts';
import { createRng } from '../../src/engine/rng.ts';
import type { Machine } from '../../src/engine/types.ts';
import { plainMachine } from '../unit/engine/blobs.ts';
import expected from './lal.json' with { type: 'json' };
import { columnsOf, sampleOf } from './samples.ts';

type Case = (typeof expected.cases)[number];

const rowsOf = ({ seed, labeled, pool, columns, steps }: Case) =>
  sampleOf({ seed, rows: labeled + pool, columns, steps, classes: 2 });

/** Impurity of class counts times their sum. */
const weightedGini = (zeros: number, ones: number): number =>
  zeros + ones === 0 ? 0 : (2 * zeros * ones) / (zeros + ones);

/** Puts a tree of scikit-learn, [feature, threshold] or [share of class 0] in preorder, among our nodes. */
class TreeReader {
  readonly nodes = new ForestNodes(2, 64);
  readonly importances: Importances;
  readonly #shape: Case;
  readonly #values: readonly (readonly number[])[];

  constructor(shape: Case) {
    this.#shape = shape;
    this.#values = rowsOf(shape).values;
    this.importances = new Importances(shape.columns);
  }

  /** @returns root and depth. */
  read(tree: readonly (readonly number[])[], weights: readonly number[]) {
    const root = this.nodes.addLeaves(1);
    const left = [...tree];
    const depth = this.#place(
      left,
      root,
      weights.flatMap((weight, row) => (weight > 0 ? [{ row, weight }] : [])),
    );
    this.importances.endTree();
    return { root, depth };
  }

  #place(
    open: (readonly number[])[],
    node: number,
    rows: readonly { readonly row: number; readonly weight: number }[],
  ): number {
    const [first, threshold] = open.shift()!;
    const [zeros, ones] = [0, 1].map((label) =>
      rows.reduce((sum, { row, weight }) => sum + (this.#shape.labels[row] === label ? weight : 0), 0),
    ) as [number, number];
    this.nodes.value.set([zeros / (zeros + ones), ones / (zeros + ones)], 2 * node);
    if (threshold === undefined) {
      expect(zeros / (zeros + ones)).toBeCloseTo(first!, 8);
      return 0;
    }
    const child = this.nodes.split(node, first!, threshold);
    const parts = [true, false].map((isLeft) =>
      rows.filter(({ row }) => this.#values[row]![first!]! <= threshold === isLeft),
    );
    const depths = parts.map((part, side) => this.#place(open, child + side, part));
    const impurities = parts.map((part) => this.#impurity(part));
    this.importances.add(first!, weightedGini(zeros, ones) - impurities[0]! - impurities[1]!);
    return 1 + Math.max(...depths);
  }

  #impurity(rows: readonly { readonly row: number; readonly weight: number }[]): number {
    const ones = rows.reduce((sum, { row, weight }) => sum + weight * this.#shape.labels[row]!, 0);
    return weightedGini(rows.reduce((sum, { weight }) => sum + weight, 0) - ones, ones);
  }
}

/** Their forest as ours would be, had it drawn and split alike. */
function forestOf(shape: Case): Forest {
  const labels = Int32Array.from(shape.labels);
  const columns = columnsOf(rowsOf(shape).values.slice(0, shape.labeled));
  const votes = new OutOfBagVotes(columns, labels, 2);
  const reader = new TreeReader(shape);
  const weights = shape.weights.map((ofTree) => Array.from(ofTree, Number));
  const placed = shape.trees.map((tree, index) => {
    const { root, depth } = reader.read(tree, weights[index]!);
    votes.addTree(reader.nodes, root, Int32Array.from(weights[index]!));
    return { root, depth };
  });
  const nodes = reader.nodes.finish();
  return {
    ...nodes,
    trees: placed.length,
    outputs: 2,
    columns: shape.columns,
    roots: Int32Array.of(...placed.map(({ root }) => root), nodes.feature.length),
    depths: Int32Array.from(placed, ({ depth }) => depth),
    importances: reader.importances.finish(),
    outOfBagScore: votes.accuracy(),
    outOfBagVotes: votes.votes,
    pureLeaves: leavesArePure(nodes.feature, nodes.value, 2),
  };
}

/** A regressor that says the same of everything: only what it is asked matters here. */
const mute: Forest = {
  trees: 1,
  outputs: 1,
  columns: 8,
  roots: Int32Array.of(0, 1),
  feature: Int32Array.of(-1),
  threshold: new Float32Array(1),
  left: Int32Array.of(-1),
  value: new Float32Array(1),
  depths: new Int32Array(1),
  importances: new Float64Array(8),
  outOfBagScore: 0,
  pureLeaves: true,
};

/** What our strategy reads with that forest as the model. */
async function ask(shape: Case) {
  const { labeled, pool, columns } = shape;
  const grown = forestOf(shape);
  const plain = plainMachine();
  const machine: Machine = { ...plain, forest: { ...plain.forest, fitClassifier: () => grown } };
  const training = {
    features: fromRowMajor(rowsOf(shape).values.flat(), labeled + pool, columns),
    rows: Int32Array.from({ length: labeled }, (_, row) => row),
    labels: Int32Array.from(shape.labels),
    classCount: 2,
  };
  const rng = createRng(1);
  const common = { machine, rng, signal: neverCancelled, options: {} };
  const model = await forestModel.fit(training, common);
  const candidates = Int32Array.from({ length: pool }, (_, row) => labeled + row);
  const round = {
    training,
    model,
    candidates,
    classNames: ['0', '1'],
    queried: new Int32Array(0),
    batchSize: 1,
    ...common,
    probabilities: () => Promise.resolve(model.predictAll()),
  };
  const { pairs, state } = await askRegressor(round, mute);
  const { pairOf, means, deviations } = pairs;
  return {
    probability: Array.from(pairOf, (pair) => means[pair]!),
    deviation: Array.from(pairOf, (pair) => deviations[pair]!),
    state: [...state],
  };
}

describe(`LAL's features of forests of scikit-learn ${expected.scikitLearn}`, () => {
  it.each(
    expected.cases.map((shape) => {
      const { labeled, columns, trees, steps } = shape;
      return [
        `${labeled} labels, ${columns} columns, ${trees.length} trees${steps > 0 ? ', ties' : ''}`,
        shape,
      ] as const;
    }),
  )('are ours: %s', async (_, shape) => {
    const found = await ask(shape);
    for (const name of ['probability', 'deviation', 'state'] as const) {
      expect(found[name]).toHaveLength(shape[name].length);
      for (const [index, value] of found[name].entries())
        expect(Math.abs(value - shape[name][index]!), `${name} ${index}`).toBeLessThan(1e-6);
    }
  });

  it('include an out-of-bag accuracy of exactly 0 at two labels', async () => {
    const ofTwo = expected.cases.filter(({ labeled, splits }) => labeled === 2 && splits > 0);
    expect(ofTwo.length).toBeGreaterThan(1);
    for (const shape of ofTwo) expect((await ask(shape)).state[1]).toBe(0);
  });

  it('include rows never out of bag, leaves that are not pure, and forests without a split', () => {
    const { cases } = expected;
    expect(cases.some(({ neverOutOfBag }) => neverOutOfBag > 0)).toBe(true);
    expect(cases.some(({ pure, splits }) => !pure && splits > 0)).toBe(true);
    expect(cases.some(({ splits, state }) => splits === 0 && state[2] === 0)).toBe(true);
  });
});
