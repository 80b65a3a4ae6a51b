import { type FeatureMatrix, offsetOf } from '../../engine/matrix.ts';
import { hashString } from '../../engine/rng.ts';
import type { FeatureStep } from '../featureSteps.ts';
import { buckets, inverseOf, packFrequencies, type DocumentFrequencies } from './documentFrequencies.ts';

/** Columns of the matrix that one text becomes. */
export const textDimensions = 1024;

/** Characters of a document that are read; later ones seldom change what it is about. */
const maximumCharacters = 20_000;
const gram = 3;

/** N-grams of one document: 32-bit hashes without repeats, and how often each occurs. */
export interface Document {
  readonly hashes: Uint32Array;
  readonly counts: Uint16Array;
}

/** Lower-case words, pairs of neighboring words, and character trigrams inside words (`_` marks the edges). */
export function tokens(text: string): string[] {
  const words =
    text
      .slice(0, maximumCharacters)
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}_]+/gu) ?? [];
  const found: string[] = [];
  for (const [index, word] of words.entries()) {
    found.push(`w ${word}`);
    const next = words[index + 1];
    if (next !== undefined) found.push(`w ${word} ${next}`);
    const edged = `_${word}_`;
    for (let start = 0; start + gram <= edged.length; start++)
      found.push(`c ${edged.slice(start, start + gram)}`);
  }
  return found;
}

/** Hashes and counts the n-grams of a text. */
export function readDocument(text: string): Document {
  const counts = new Map<number, number>();
  for (const token of tokens(text)) {
    const hash = hashString(token);
    counts.set(hash, (counts.get(hash) ?? 0) + 1);
  }
  return {
    hashes: Uint32Array.from(counts.keys()),
    counts: Uint16Array.from(counts.values(), (count) => Math.min(count, 0xffff)),
  };
}

/**
 * Writes 1,024 columns starting at `column`: each n-gram adds ± count · idf to the dimension of its hash
 * (Weinberger et al. 2009, feature hashing with signs), and each row is scaled to length 1. An empty text is zero.
 */
export function writeText(
  matrix: FeatureMatrix,
  column: number,
  documents: readonly Document[],
  frequencies: DocumentFrequencies,
): void {
  const inverse = inverseOf(frequencies);
  const row = new Float64Array(textDimensions);
  for (const [index, { hashes, counts }] of documents.entries()) {
    row.fill(0);
    for (const [position, hash] of hashes.entries()) {
      const weight = counts[position]! * inverse[hash % buckets]!;
      row[hash % textDimensions]! += hash >>> 31 === 0 ? weight : -weight;
    }
    const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
    if (length === 0) continue;
    for (let dimension = 0; dimension < textDimensions; dimension++) {
      if (row[dimension] !== 0) {
        matrix.data[offsetOf(matrix, index, column + dimension)] = row[dimension]! / length;
      }
    }
  }
}

/** How a text became its columns; of a text dataset `column` is null. */
export const textStep = (column: string | null, frequencies: DocumentFrequencies): FeatureStep => ({
  kind: 'text',
  column,
  columns: textDimensions,
  buckets,
  documents: frequencies.documents,
  // Read by an export only: datasets are encoded far more often.
  get frequencies() {
    return packFrequencies(frequencies);
  },
});
