import { type FeatureMatrix, offsetOf } from '../../engine/matrix.ts';
import type { FeatureStep } from '../featureSteps.ts';
import { buckets, inverseOf, packFrequencies, type DocumentFrequencies } from './documentFrequencies.ts';
import type { Document } from './text.ts';

/** Columns that a model of the user's own (`source.features.onnx`) reads of one text. */
export const hashedTextDimensions = 1024;

/**
 * Writes 1,024 columns starting at `column`: each n-gram adds ± count · idf to the dimension of its hash
 * (Weinberger et al. 2009, feature hashing with signs), and each row is scaled to length 1. An empty text is zero.
 */
export function writeHashedText(
  matrix: FeatureMatrix,
  column: number,
  documents: readonly Document[],
  frequencies: DocumentFrequencies,
): void {
  const inverse = inverseOf(frequencies);
  const row = new Float64Array(hashedTextDimensions);
  for (const [index, { hashes, counts }] of documents.entries()) {
    row.fill(0);
    for (const [position, hash] of hashes.entries()) {
      const weight = counts[position]! * inverse[hash % buckets]!;
      row[hash % hashedTextDimensions]! += hash >>> 31 === 0 ? weight : -weight;
    }
    const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
    if (length === 0) continue;
    for (let dimension = 0; dimension < hashedTextDimensions; dimension++) {
      if (row[dimension] !== 0) {
        matrix.data[offsetOf(matrix, index, column + dimension)] = row[dimension]! / length;
      }
    }
  }
}

/** How a text became its columns; of a text dataset `column` is null. */
export const hashedTextStep = (column: string | null, frequencies: DocumentFrequencies): FeatureStep => ({
  kind: 'text',
  column,
  columns: hashedTextDimensions,
  buckets,
  documents: frequencies.documents,
  // Read by an export only: datasets are encoded far more often.
  get frequencies() {
    return packFrequencies(frequencies);
  },
});
