import type { Document } from './text.ts';

/** Document frequencies are counted in this many buckets, so that most n-grams have one of their own. */
export const buckets = 1 << 18;

/** In how many of some documents the n-grams of each bucket occur. */
export interface DocumentFrequencies {
  readonly documents: number;
  readonly frequencies: Int32Array;
}

/** Counts the documents of `fitRows`, all by default. */
export function countFrequencies(documents: readonly Document[], fitRows?: Int32Array): DocumentFrequencies {
  const frequencies = new Int32Array(buckets);
  const count = fitRows?.length ?? documents.length;
  for (let index = 0; index < count; index++) {
    for (const hash of documents[fitRows?.[index] ?? index]!.hashes) frequencies[hash % buckets]!++;
  }
  return { documents: count, frequencies };
}

/** Inverse document frequencies, ln((1 + n) / (1 + df)) + 1 (smooth, as scikit-learn's TfidfTransformer), per bucket. */
export const inverseOf = ({ documents, frequencies }: DocumentFrequencies): Float32Array =>
  Float32Array.from(frequencies, (frequency) => Math.log((1 + documents) / (1 + frequency)) + 1);

/**
 * Frequencies as a text for a file: of each bucket that is not zero the distance from the one before (from −1 at first) and
 * its frequency, both as LEB128, in base64.
 */
export function packFrequencies({ frequencies }: DocumentFrequencies): string {
  const bytes: number[] = [];
  let last = -1;
  for (const [bucket, frequency] of frequencies.entries()) {
    if (frequency === 0) continue;
    append(bytes, bucket - last);
    append(bytes, frequency);
    last = bucket;
  }
  return Buffer.from(bytes).toString('base64');
}

/** Seven bits a byte, the lowest first; all but the last byte have the eighth. */
function append(bytes: number[], value: number): void {
  let rest = value;
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  bytes.push(rest);
}
