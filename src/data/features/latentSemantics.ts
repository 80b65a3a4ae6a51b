import { neverCancelled } from '../../engine/cancel.ts';
import { truncatedSvd } from '../../engine/decomposition/truncatedSvd.ts';
import { type FeatureMatrix, offsetOf } from '../../engine/matrix.ts';
import { shuffle } from '../../engine/math/shuffle.ts';
import { createRng, type Rng } from '../../engine/rng.ts';
import { selectSparseRows, type SparseRows } from '../../engine/sparse/sparseRows.ts';
import type { CancelSignal } from '../../engine/types.ts';

/** Columns that one text becomes. */
export const semanticDimensions = 100;

/** Texts that the components are learned from; more change them little and cost time. */
const maxFitRows = 4000;

/** Places of documents in the space of the greatest components. */
export interface LatentSemantics {
  /** Components found, at most `semanticDimensions`. */
  readonly rank: number;
  /** `hashedDimensions × rank`, row-major. */
  readonly components: Float32Array;
}

/**
 * Learns the components of weighted terms (latent semantic analysis, Deerwester et al. 1990): a truncated SVD of at most
 * 4,000 of `fitRows`, drawn from the seed.
 */
export function learnSemantics(
  terms: SparseRows,
  fitRows: Int32Array,
  seed: number,
  signal: CancelSignal = neverCancelled,
): LatentSemantics {
  const rng = createRng(seed).fork('latent semantics');
  const sample = selectSparseRows(terms, drawRows(fitRows, rng));
  return truncatedSvd(sample, semanticDimensions, rng.fork('svd'), signal);
}

function drawRows(rows: Int32Array, rng: Rng): Int32Array {
  if (rows.length <= maxFitRows) return rows;
  const drawn = rows.slice();
  shuffle(drawn, rng.fork('rows'));
  return drawn.subarray(0, maxFitRows).sort();
}

/** Writes each document's place, scaled to length 1, to `semanticDimensions` columns from `column` on. */
export function writeSemantics(
  matrix: FeatureMatrix,
  column: number,
  { starts, indices, values }: SparseRows,
  { rank, components }: LatentSemantics,
): void {
  const place = new Float64Array(rank);
  for (let row = 0; row < matrix.rows; row++) {
    place.fill(0);
    for (let entry = starts[row]!; entry < starts[row + 1]!; entry++) {
      const source = indices[entry]! * rank;
      const weight = values[entry]!;
      for (let index = 0; index < rank; index++) {
        place[index] = place[index]! + weight * components[source + index]!;
      }
    }
    const length = Math.sqrt(place.reduce((sum, value) => sum + value * value, 0));
    if (length === 0) continue;
    for (let index = 0; index < rank; index++) {
      matrix.data[offsetOf(matrix, row, column + index)] = place[index]! / length;
    }
  }
}
