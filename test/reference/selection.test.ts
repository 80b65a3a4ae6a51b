import { expect, it } from 'vitest';
import { neverCancelled } from '../../src/engine/cancel.ts';
import { kMeans } from '../../src/engine/geometry/kMeans.ts';
import { meanSimilarity } from '../../src/engine/geometry/meanSimilarity.ts';
import { gatherTable, type RowTable } from '../../src/engine/geometry/rowTable.ts';
import { typicalities } from '../../src/engine/geometry/typicality.ts';
import { fromRowMajor } from '../../src/engine/matrix.ts';
import { createRng } from '../../src/engine/rng.ts';
import { coreset } from '../../src/engine/strategies/coreset.ts';
import { typiclust } from '../../src/engine/strategies/typiclust.ts';
import { range } from '../unit/engine/blobs.ts';
import { roundOver } from '../unit/strategies/round.ts';
import expected from './selection.json' with { type: 'json' };

const matrixOf = (values: readonly (readonly number[])[]) =>
  fromRowMajor(values.flat(), values.length, values[0]!.length);
const cloud = matrixOf(expected.cloud);
const everyRow = Int32Array.from(expected.cloud.keys());

it('core-set picks what k-centre greedy picks, at the same distances', async () => {
  const round = roundOver(cloud, { labeled: expected.labeled });
  const { places, scores } = await coreset.start().choose!(round, 12);
  expect([...places].map((place) => round.candidates[place])).toEqual(expected.farthestFirst.rows);
  for (const [index, distance] of expected.farthestFirst.distances.entries())
    expect(scores[index]).toBeCloseTo(distance, 5);
});

it('mean similarity is the mean over all pairs', () => {
  const ours = meanSimilarity(cloud, everyRow);
  for (const [row, similarity] of expected.meanSimilarity.entries())
    expect(ours[row]).toBeCloseTo(similarity, 6);
});

it('typicality is that of the 20 nearest neighbors', () => {
  const ours = typicalities(gatherTable(cloud, everyRow));
  for (const [row, typicality] of expected.typicality.entries()) expect(ours[row]).toBeCloseTo(typicality, 4);
});

/** Sum of the squared distances of the rows to the means of their clusters. */
function inertiaOf({ rows, columns, values }: RowTable, clusterOf: Int32Array): number {
  let sum = 0;
  for (const cluster of new Set(clusterOf)) {
    const members = range(0, rows).filter((row) => clusterOf[row] === cluster);
    for (const column of range(0, columns)) {
      const own = members.map((row) => values[row * columns + column]!);
      const mean = own.reduce((total, value) => total + value, 0) / own.length;
      sum += own.reduce((total, value) => total + (value - mean) ** 2, 0);
    }
  }
  return sum;
}

it('k-means finds the clusters of least inertia from one of its starts, and others that are close to them', () => {
  const table = gatherTable(cloud, everyRow);
  const inertias = range(0, 100).map((seed) =>
    inertiaOf(table, kMeans(table, 6, createRng(seed), neverCancelled)),
  );
  expect(Math.min(...inertias) / expected.inertia).toBeCloseTo(1, 2);
  expect(Math.max(...inertias) / expected.inertia).toBeLessThan(1.3);
});

it('TypiClust picks the typical sample of each cluster without a label, the largest cluster first', async () => {
  const round = roundOver(matrixOf(expected.clouds), { labeled: expected.known });
  const { places } = await typiclust.start().choose!(round, 3);
  expect([...places].map((place) => round.candidates[place])).toEqual(expected.typicalFirst);
});
