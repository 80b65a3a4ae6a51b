import { describe, expect, it } from 'vitest';
import { fitClassificationForest } from '../../../src/engine/forest/classificationForest.ts';
import { predictByDescent } from '../../../src/engine/forest/descent.ts';
import type { PlaneForest } from '../../../src/engine/forest/planeForests.ts';
import type { Forest } from '../../../src/engine/forest/types.ts';
import { fromRowMajor, gatherColumns, type FeatureMatrix } from '../../../src/engine/matrix.ts';
import { createRng } from '../../../src/engine/rng.ts';
import { loadKernel } from '../../../src/runtime/kernels.ts';
import { PlaneKernel } from '../../../src/runtime/forest/planeKernel.ts';
import { running } from './cases.ts';

const module = loadKernel('plane');
if (!module) throw new Error('dist/kernels/plane.wasm is missing: run npm run build first.');
const kernel = new PlaneKernel(module);

interface Plane {
  readonly features: FeatureMatrix;
  readonly labels: Int32Array;
}

/** Points in a square, classes by a line with noise; `steps` makes equal values, none of them equal in both axes. */
function makePlane(rows: number, seed: number, steps?: number): Plane {
  const rng = createRng(seed).fork('plane');
  const values = Float32Array.from({ length: 2 * rows }, () =>
    steps === undefined ? rng.uniform() - 0.5 : rng.below(steps) / steps - 0.5,
  );
  const taken = new Map<string, number>();
  const labels = Int32Array.from({ length: rows }, (_, row) => {
    const [x = 0, y = 0] = values.subarray(2 * row, 2 * row + 2);
    const label = x + y + 0.4 * (rng.uniform() - 0.5) > 0 ? 1 : 0;
    const known = taken.get(`${x},${y}`) ?? label;
    taken.set(`${x},${y}`, known);
    return known;
  });
  return { features: fromRowMajor(values, rows, 2), labels };
}

function fitPlain({ features, labels }: Plane, rows: Int32Array, trees: number, seed: number): Forest {
  const options = { trees, maxFeatures: 1, maxDepth: Infinity, minLeaf: 1, rowShare: 1, seed };
  const ofRows = rows.map((row) => labels[row]!);
  return fitClassificationForest(gatherColumns(features, rows), ofRows, 2, options, running);
}

function expectSame(found: PlaneForest, plane: Plane, plain: Forest, first: number, testCount: number): void {
  expect(found.importances).toEqual(plain.importances);
  expect(found.depths).toEqual(plain.depths);
  expect(found.outOfBagScore).toBe(plain.outOfBagScore);
  const { data } = predictByDescent(plain, plane.features);
  const votes = found.votes();
  let wrong = 0;
  for (let index = 0; index < votes.length; index++) {
    const row = first + index;
    expect(Math.fround(votes[index]! / plain.trees)).toBe(data[2 * row + 1]!);
    if (index < testCount && (data[2 * row + 1]! > data[2 * row]! ? 1 : 0) !== plane.labels[row]) wrong++;
  }
  expect(found.countWrong()).toBe(wrong);
}

const shapes = [
  { labeled: 2, points: 1, steps: undefined },
  { labeled: 3, points: 700, steps: undefined },
  { labeled: 20, points: 3000, steps: undefined },
  { labeled: 20, points: 2500, steps: 9 },
  { labeled: 50, points: 1500, steps: 60 },
  { labeled: 64, points: 1100, steps: undefined },
];

describe('plane kernel', () => {
  it.each(shapes)(
    'votes as the plain forest, to the last tree: $labeled labels, $points points, steps $steps',
    ({ labeled, points, steps }) => {
      for (let seed = 1; seed <= 6; seed++) {
        const plane = makePlane(labeled + points, seed, steps);
        const rows = Int32Array.from({ length: labeled }, (_, row) => row);
        const trees = seed === 1 ? 255 : 50;
        const testCount = Math.floor(points / 2);
        const asked = kernel.ask({ ...plane, first: labeled, count: points, testCount });
        const found = asked.fit(rows, trees, seed);
        expect(found).toBeDefined();
        expectSame(found!, plane, fitPlain(plane, rows, trees, seed), labeled, testCount);
      }
    },
  );

  it('keeps nothing of the forests before', () => {
    const plane = makePlane(400, 3);
    const rows = Int32Array.from({ length: 30 }, (_, row) => row);
    const asked = kernel.ask({ ...plane, first: 30, count: 370, testCount: 100 });
    const others = kernel.ask({ ...makePlane(90, 4), first: 0, count: 90, testCount: 0 });
    const first = asked.fit(rows, 50, 7)!.votes();
    others.fit(rows.subarray(5), 50, 8);
    expect(asked.fit(rows, 50, 7)!.votes()).toEqual(first);
    expect(asked.fit(rows, 50, 8)!.votes()).not.toEqual(first);
  });

  it('fits no forest where points of both classes lie on each other', () => {
    const features = fromRowMajor([0, 0, 0, 0, 1, 1], 3, 2);
    const asked = kernel.ask({ features, labels: Int32Array.of(0, 1, 1), first: 0, count: 3, testCount: 3 });
    expect(asked.fit(Int32Array.of(0, 1, 2), 50, 1)).toBeUndefined();
  });

  it('says what is within its limits', () => {
    expect([kernel.accepts(8192, 64), kernel.accepts(8193, 64), kernel.accepts(8192, 65)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
