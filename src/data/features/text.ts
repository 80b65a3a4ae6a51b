import { type FeatureMatrix, offsetOf } from '../../engine/matrix.ts';
import { hashString } from '../../engine/rng.ts';

/** Columns of the matrix that one text becomes. */
export const textDimensions = 1024;

/** Document frequencies are counted in this many buckets, so that most n-grams have one of their own. */
const buckets = 1 << 18;
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
 * Inverse document frequencies, ln((1 + n) / (1 + df)) + 1 (smooth, as scikit-learn's TfidfTransformer), of the
 * n-gram buckets, counted on the documents of `fitRows`.
 */
export function inverseFrequencies(documents: readonly Document[], fitRows?: Int32Array): Float32Array {
  const frequencies = new Int32Array(buckets);
  const count = fitRows?.length ?? documents.length;
  for (let index = 0; index < count; index++) {
    for (const hash of documents[fitRows?.[index] ?? index]!.hashes) frequencies[hash % buckets]!++;
  }
  return Float32Array.from(frequencies, (frequency) => Math.log((1 + count) / (1 + frequency)) + 1);
}

/**
 * Writes 1,024 columns starting at `column`: each n-gram adds ± count · idf to the dimension of its hash
 * (Weinberger et al. 2009, feature hashing with signs), and each row is scaled to length 1. An empty text is zero.
 */
export function writeText(
  matrix: FeatureMatrix,
  column: number,
  documents: readonly Document[],
  inverse: Float32Array,
): void {
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
