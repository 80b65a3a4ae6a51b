import { describe, expect, it } from 'vitest';
import type { ForestNodes } from '../../src/engine/forest/forestNodes.ts';
import { plainForest } from '../../src/engine/forest/plain.ts';
import { rSquared } from '../../src/engine/forest/rSquared.ts';
import type { Forest, ForestOptions } from '../../src/engine/forest/types.ts';
import { fromRowMajor, type FeatureMatrix } from '../../src/engine/matrix.ts';
import expected from './forest.json' with { type: 'json' };
import { growOn } from './growth.ts';
import { columnsOf, sampleOf, type Sample } from './samples.ts';

const running = { aborted: false };
const kindOf = (classes: number): string => (classes === 0 ? 'regression' : `${classes} classes`);

/** Splits as [feature, threshold], leaves as [−1, value …], left before right. */
function preorder(nodes: ForestNodes, node: number): number[][] {
  if (nodes.feature[node]! < 0) {
    const first = node * nodes.outputs;
    return [[-1, ...nodes.value.subarray(first, first + nodes.outputs)]];
  }
  const left = nodes.left[node]!;
  return [
    [nodes.feature[node]!, nodes.threshold[node]!],
    ...preorder(nodes, left),
    ...preorder(nodes, left + 1),
  ];
}

describe(`trees of scikit-learn ${expected.scikitLearn}`, () => {
  it.each(
    expected.trees.map((shape) => {
      const limits = `depth ${shape.maxDepth}, leaf ${shape.minLeaf}`;
      return [`${shape.rows} × ${shape.columns}, ${kindOf(shape.classes)}, ${limits}`, shape] as const;
    }),
  )('are ours, node by node: %s', (_, shape) => {
    const grown = growOn(shape, [new Array<number>(shape.rows).fill(1)]);
    const nodes = preorder(grown.nodes, 0);
    expect(nodes.map(([feature]) => feature)).toEqual(shape.nodes.map(([feature]) => feature));
    nodes.forEach(([feature, ...numbers], index) => {
      const [, ...theirs] = shape.nodes[index]!;
      // Thresholds are their float64 midpoints rounded down to float32; leaf values are float32.
      if (feature! >= 0) expect(numbers[0]).toBeLessThanOrEqual(theirs[0]!);
      numbers.forEach((number, at) => expect(Math.abs(number - theirs[at]!)).toBeLessThan(3e-7));
    });
    expect(grown.depths).toEqual([shape.depth]);
    shape.importances.forEach((value, feature) => expect(grown.importances[feature]).toBeCloseTo(value, 9));
  });
});

describe(`forests of scikit-learn ${expected.scikitLearn} on the rows they drew`, () => {
  it.each(
    expected.forests.map((shape) => {
      const never = `${shape.neverOutOfBag} never out of bag`;
      return [`${shape.rows} rows, ${kindOf(shape.classes)}, ${never}`, shape] as const;
    }),
  )('have our depths, importances and out-of-bag score: %s', (_, shape) => {
    const grown = growOn({ ...shape, columns: 1, maxDepth: null, minLeaf: 1 }, shape.weights);
    expect(grown.depths).toEqual(shape.depths);
    expect([...grown.importances]).toEqual(shape.importances);
    expect(grown.outOfBagScore).toBeCloseTo(shape.outOfBagScore, 6);
  });

  it('include rows no tree left out, and two rows whose score is 0', () => {
    expect(expected.forests.some(({ neverOutOfBag, classes }) => neverOutOfBag > 0 && classes > 0)).toBe(
      true,
    );
    expect(expected.forests.some(({ neverOutOfBag, classes }) => neverOutOfBag > 0 && classes === 0)).toBe(
      true,
    );
    expect(expected.forests.find(({ rows, classes }) => rows === 2 && classes === 2)?.outOfBagScore).toBe(0);
  });

  it('score 0 on two rows whatever they draw: a tree that left one out saw the other only', async () => {
    const options = { trees: 50, maxFeatures: 1, maxDepth: Infinity, minLeaf: 1, rowShare: 1 };
    for (let seed = 1; seed <= 20; seed++) {
      const labels = Int32Array.of(seed % 2, 1 - (seed % 2));
      const fitted = plainForest.fitClassifier(
        Float32Array.of(1, 2),
        labels,
        2,
        { ...options, seed },
        running,
      );
      expect((await fitted).outOfBagScore).toBe(0);
    }
  });
});

describe(`forests over many seeds, against scikit-learn ${expected.scikitLearn}`, () => {
  const seeds = 60;

  it.each(
    expected.samples.map(
      (shape) => [`${shape.rows} × ${shape.columns}, ${kindOf(shape.classes)}`, shape] as const,
    ),
  )('agree in the mean within four standard errors: %s', async (_, shape) => {
    const all = sampleOf({ ...shape, rows: shape.rows + shape.testRows });
    const training = part(all, 0, shape.rows);
    const test = part(all, shape.rows, shape.rows + shape.testRows);
    const matrix = fromRowMajor(test.values.flat(), shape.testRows, shape.columns);
    const options = { ...shape, maxDepth: shape.maxDepth ?? Infinity, minLeaf: 1 };
    const runs: number[][] = [];
    for (let seed = 1; seed <= seeds; seed++) {
      const forest = await fit(training, shape.classes, { ...options, seed });
      runs.push(await measure(forest, test, matrix));
    }
    shape.names.forEach((name, index) => {
      const values = runs.map((run) => run[index]!);
      const mean = average(values);
      const variance = average(values.map((value) => (value - mean) ** 2)) * (seeds / (seeds - 1));
      const standardError = Math.sqrt(variance / seeds + shape.deviations[index]! ** 2 / shape.seeds);
      const distance = Math.abs(mean - shape.means[index]!);
      const message = `${name}: ours ${mean}, theirs ${shape.means[index]}`;
      // Where both always measure the same (trees that all reach the depth limit) both deviations are 0.
      expect(distance, message).toBeLessThanOrEqual(4 * standardError + 1e-12);
    });
  });
});

const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const part = ({ values, labels, targets }: Sample, from: number, to: number): Sample => ({
  values: values.slice(from, to),
  labels: labels.slice(from, to),
  targets: targets.slice(from, to),
});

function fit({ values, labels, targets }: Sample, classes: number, options: ForestOptions) {
  const columns = columnsOf(values);
  return classes === 0
    ? plainForest.fitRegressor(columns, targets, options, running)
    : plainForest.fitClassifier(columns, labels, classes, options, running);
}

/** The measures of `forest.py`, in its order. */
async function measure(forest: Forest, test: Sample, matrix: FeatureMatrix): Promise<number[]> {
  const { data } = await plainForest.predict(forest, matrix, running);
  const rows = Int32Array.from({ length: matrix.rows }, (_, row) => row);
  const perTree = await plainForest.predictPerTree(forest, matrix, rows, 0);
  const ofRow = (row: number) => perTree.subarray(row * forest.trees, (row + 1) * forest.trees);
  return [
    forest.outOfBagScore,
    forest.outputs === 1
      ? rSquared(test.targets, Float64Array.from(data))
      : accuracy(data, forest, test.labels),
    average([...forest.depths]),
    average(Array.from(rows, (row) => deviation([...ofRow(row)]))),
    forest.feature.length / forest.trees,
    ...forest.importances,
  ];
}

function accuracy(data: Float32Array, { outputs }: Forest, labels: Int32Array): number {
  const right = labels.filter((label, row) => {
    const shares = [...data.subarray(row * outputs, (row + 1) * outputs)];
    return shares.indexOf(Math.max(...shares)) === label;
  });
  return right.length / labels.length;
}

function deviation(values: readonly number[]): number {
  const mean = average(values);
  return Math.sqrt(average(values.map((value) => (value - mean) ** 2)));
}
