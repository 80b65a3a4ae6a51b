import type { SparseRows } from '../../engine/sparse/sparseRows.ts';
import { buckets, inverseOf, type DocumentFrequencies } from './documentFrequencies.ts';
import type { Document } from './text.ts';

/** Dimensions that n-grams are hashed into. */
export const hashedDimensions = 8192;

/** Above so many documents, n-grams of a single document are left out: they relate it to no other. */
const fewDocuments = 50;

/** In how many documents an n-gram has to occur to count. */
export const leastDocuments = ({ documents }: DocumentFrequencies): number =>
  documents > fewDocuments ? 2 : 1;

/**
 * Documents as rows of weighted terms: each n-gram adds ±(1 + ln count) · idf to the dimension of its hash (sublinear
 * TF-IDF as scikit-learn's `TfidfTransformer`, signs after Weinberger et al. 2009), and each row has length 1. A
 * document without n-grams is an empty row.
 */
export function weighTerms(documents: readonly Document[], frequencies: DocumentFrequencies): SparseRows {
  const inverse = inverseOf(frequencies);
  const least = leastDocuments(frequencies);
  const row = new Float64Array(hashedDimensions);
  const starts = new Int32Array(documents.length + 1);
  const parts: { readonly indices: Int32Array; readonly values: Float32Array }[] = [];
  for (const [index, { hashes, counts }] of documents.entries()) {
    const touched = new Set<number>();
    for (const [position, hash] of hashes.entries()) {
      const bucket = hash % buckets;
      if (frequencies.frequencies[bucket]! < least) continue;
      const dimension = hash % hashedDimensions;
      const weight = (1 + Math.log(counts[position]!)) * inverse[bucket]!;
      row[dimension]! += hash >>> 31 === 0 ? weight : -weight;
      touched.add(dimension);
    }
    const indices = Int32Array.from(touched).sort();
    parts.push({ indices, values: takeScaled(row, indices) });
    starts[index + 1] = starts[index]! + indices.length;
  }
  return { rows: documents.length, columns: hashedDimensions, starts, ...joined(parts, starts) };
}

/** The entries scaled to length 1; clears them for the next document. */
function takeScaled(row: Float64Array, indices: Int32Array): Float32Array {
  let squares = 0;
  for (const index of indices) squares += row[index]! ** 2;
  const length = Math.sqrt(squares) || 1;
  const values = Float32Array.from(indices, (index) => row[index]! / length);
  for (const index of indices) row[index] = 0;
  return values;
}

function joined(
  parts: readonly { readonly indices: Int32Array; readonly values: Float32Array }[],
  starts: Int32Array,
): Pick<SparseRows, 'indices' | 'values'> {
  const indices = new Int32Array(starts.at(-1)!);
  const values = new Float32Array(indices.length);
  for (const [index, part] of parts.entries()) {
    indices.set(part.indices, starts[index]);
    values.set(part.values, starts[index]);
  }
  return { indices, values };
}
