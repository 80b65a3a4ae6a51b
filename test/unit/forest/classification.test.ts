import { describe, expect, it } from 'vitest';
import { fitClassificationForest } from '../../../src/engine/forest/classificationForest.ts';
import { CancelledError } from '../../../src/engine/errors.ts';
import type { Forest } from '../../../src/engine/forest/types.ts';
import { forestCases, makeCase, optionsOf, running, titleOf } from './cases.ts';
import { referenceForest, type ReferenceNode } from './reference.ts';

/** One tree of a flat forest in the reference's own form. */
function nodesOf(forest: Forest, tree: number): ReferenceNode[] {
  const first = forest.roots[tree]!;
  return Array.from({ length: forest.roots[tree + 1]! - first }, (_, index) => {
    const node = first + index;
    return forest.feature[node]! < 0
      ? { shares: [...forest.value.subarray(node * forest.outputs, (node + 1) * forest.outputs)] }
      : {
          feature: forest.feature[node]!,
          threshold: forest.threshold[node]!,
          left: forest.left[node]! - first,
        };
  });
}

const inFloat32 = (node: ReferenceNode): ReferenceNode =>
  'shares' in node ? { shares: node.shares.map(Math.fround) } : node;

describe('classification forest', () => {
  it.each(forestCases.map((shape) => [titleOf(shape), shape] as const))(
    'grows the trees of the straightforward implementation: %s',
    (_, shape) => {
      const { values, labels, columns, labelArray } = makeCase(shape);
      const options = optionsOf(shape, 7, shape.rows > 1000 ? 4 : 12);
      const reference = referenceForest(values, labels, shape.classes, options);
      const forest = fitClassificationForest(columns, labelArray, shape.classes, options, running);
      reference.trees.forEach((tree, index) => {
        expect(nodesOf(forest, index)).toEqual(tree.nodes.map(inFloat32));
        expect(forest.depths[index]).toBe(tree.depth);
      });
      expect(forest.outOfBagScore).toBe(reference.outOfBagScore);
      reference.importances.forEach((value, feature) =>
        expect(forest.importances[feature]).toBeCloseTo(value, 12),
      );
    },
  );

  it('has an out-of-bag accuracy of exactly 0 at one label per class, as in scikit-learn', () => {
    for (let seed = 0; seed < 20; seed++) {
      const forest = fitClassificationForest(
        Float32Array.of(0, 1, 0.2, 0.9),
        Int32Array.of(0, 1),
        2,
        { ...optionsOf({ rows: 2, features: 2, classes: 2, spread: 'continuous' }, seed), trees: 50 },
        running,
      );
      expect(forest.outOfBagScore).toBe(0);
      const meanDepth = forest.depths.reduce((total, depth) => total + depth, 0) / forest.trees;
      expect(meanDepth).toBeGreaterThan(0.2);
      expect(meanDepth).toBeLessThan(0.8);
    }
  });

  it('counts rows that every tree drew as class 0', () => {
    const options = {
      ...optionsOf({ rows: 2, features: 1, classes: 2, spread: 'continuous' }),
      rowShare: 64,
    };
    const forest = fitClassificationForest(Float32Array.of(0, 1), Int32Array.of(1, 0), 2, options, running);
    expect(forest.outOfBagScore).toBe(0.5);
  });

  it('says whether the leaves are pure', () => {
    const twins = Float32Array.of(1, 1, 1, 1, 2, 2);
    const labels = Int32Array.of(0, 1, 0, 1, 0, 0);
    const options = optionsOf({ rows: 6, features: 1, classes: 2, spread: 'ties' });
    expect(fitClassificationForest(twins, labels, 2, options, running).pureLeaves).toBe(false);
    const apart = Float32Array.of(1, 2, 3, 4, 5, 6);
    expect(fitClassificationForest(apart, labels, 2, options, running).pureLeaves).toBe(true);
  });

  it('has no importances and no depth when there is one class', () => {
    const options = optionsOf({ rows: 3, features: 1, classes: 1, spread: 'ties' });
    const forest = fitClassificationForest(Float32Array.of(1, 2, 3), new Int32Array(3), 1, options, running);
    expect([...forest.importances]).toEqual([0]);
    expect(Math.max(...forest.depths)).toBe(0);
    expect(forest.outOfBagScore).toBe(1);
  });

  it('stops when cancelled', () => {
    const options = optionsOf({ rows: 2, features: 1, classes: 2, spread: 'ties' });
    const fit = () =>
      fitClassificationForest(Float32Array.of(1, 2), Int32Array.of(0, 1), 2, options, { aborted: true });
    expect(fit).toThrow(CancelledError);
  });
});
