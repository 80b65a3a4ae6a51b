import { checkCancelled } from '../cancel.ts';
import { drawWeighted } from '../math/drawWeighted.ts';
import type { Rng } from '../rng.ts';
import type { CancelSignal } from '../types.ts';
import { squaredDistance, type RowTable } from './rowTable.ts';

/** Rounds of assigning and averaging; more move few rows. */
const rounds = 10;
/** Rows the centers are learned from: so many, or so many per cluster. The others are assigned afterwards. */
const learnedRows = 5000;
const learnedRowsPerCluster = 20;

/**
 * k-means: seeding by k-means++ (Arthur and Vassilvitskii 2007), then Lloyd's algorithm. Large tables are learned from
 * a sample of their rows.
 * @returns the cluster of each row, 0 to `clusters` − 1; of clusters that lost all rows there are none.
 * @throws CancelledError when the signal is raised.
 */
export function kMeans(table: RowTable, clusters: number, rng: Rng, signal: CancelSignal): Int32Array {
  const wanted = Math.min(clusters, table.rows);
  const sample = sampleRows(table, Math.max(learnedRows, learnedRowsPerCluster * wanted), rng.fork('sample'));
  const { centers, assigned } = seedCenters(sample, wanted, rng.fork('seed'), signal);
  let changed = true;
  for (let round = 0; round < rounds && changed; round++) {
    average(sample, assigned, centers);
    changed = assign(sample, centers, assigned, signal);
  }
  if (sample === table) return assigned;
  const clusterOf = new Int32Array(table.rows);
  assign(table, centers, clusterOf, signal);
  return clusterOf;
}

/** So many rows at random; the table itself where it has no more. */
function sampleRows(table: RowTable, count: number, rng: Rng): RowTable {
  const { rows, columns, values } = table;
  if (rows <= count) return table;
  const sample = new Float32Array(count * columns);
  // Selection sampling (Knuth, Algorithm S): each row with the probability that fills the sample.
  let taken = 0;
  for (let row = 0; taken < count; row++) {
    if (rng.uniform() * (rows - row) >= count - taken) continue;
    sample.set(values.subarray(row * columns, (row + 1) * columns), taken++ * columns);
  }
  return { rows: count, columns, values: sample };
}

/** Centers by k-means++, and the nearest of them to each row. */
function seedCenters(table: RowTable, clusters: number, rng: Rng, signal: CancelSignal) {
  const { rows, columns, values } = table;
  const centers = new Float32Array(clusters * columns);
  const nearest = new Float64Array(rows).fill(Infinity);
  const assigned = new Int32Array(rows);
  let chosen = rng.below(rows);
  for (let cluster = 0; cluster < clusters; cluster++) {
    checkCancelled(signal);
    centers.set(values.subarray(chosen * columns, (chosen + 1) * columns), cluster * columns);
    for (let row = 0; row < rows; row++) {
      const square = squaredDistance(values, row * columns, values, chosen * columns, columns);
      if (square >= nearest[row]!) continue;
      nearest[row] = square;
      assigned[row] = cluster;
    }
    const drawn = drawWeighted(nearest, rng);
    chosen = drawn < 0 ? rng.below(rows) : drawn;
  }
  return { centers: { rows: clusters, columns, values: centers }, assigned };
}

/**
 * Puts each row to its nearest center. A center twice as far from the row's last one as the row itself cannot be nearer
 * (Elkan 2003), and is passed over. @returns whether any row changed.
 */
function assign(table: RowTable, centers: RowTable, clusterOf: Int32Array, signal: CancelSignal): boolean {
  const { rows, columns, values } = table;
  const gaps = centerGaps(centers);
  let changed = false;
  for (let row = 0; row < rows; row++) {
    if (row % 1024 === 0) checkCancelled(signal);
    const start = row * columns;
    const last = clusterOf[row]!;
    let nearest = last;
    let least = squaredDistance(values, start, centers.values, last * columns, columns);
    for (let cluster = 0; cluster < centers.rows; cluster++) {
      if (cluster === nearest || gaps[nearest * centers.rows + cluster]! >= 4 * least) continue;
      const square = squaredDistance(values, start, centers.values, cluster * columns, columns);
      if (square >= least) continue;
      least = square;
      nearest = cluster;
    }
    changed ||= nearest !== last;
    clusterOf[row] = nearest;
  }
  return changed;
}

/** Squared distances of all pairs of centers. */
function centerGaps({ rows, columns, values }: RowTable): Float64Array {
  const gaps = new Float64Array(rows * rows);
  for (let center = 0; center < rows; center++) {
    for (let other = 0; other < center; other++) {
      const gap = squaredDistance(values, center * columns, values, other * columns, columns);
      gaps[center * rows + other] = gaps[other * rows + center] = gap;
    }
  }
  return gaps;
}

/** Moves each center to the mean of its rows; one without rows stays. */
function average({ rows, columns, values }: RowTable, clusterOf: Int32Array, centers: RowTable): void {
  const sums = new Float64Array(centers.values.length);
  const counts = new Int32Array(centers.rows);
  for (let row = 0; row < rows; row++) {
    const target = clusterOf[row]! * columns;
    counts[clusterOf[row]!]! += 1;
    for (let column = 0; column < columns; column++) {
      sums[target + column] = sums[target + column]! + values[row * columns + column]!;
    }
  }
  for (let index = 0; index < sums.length; index++) {
    const count = counts[Math.floor(index / columns)]!;
    if (count > 0) centers.values[index] = sums[index]! / count;
  }
}
