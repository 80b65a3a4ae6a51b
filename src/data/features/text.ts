import { hashString } from '../../engine/rng.ts';
import { eachToken } from './tokens.ts';

/** N-grams of one document: 32-bit hashes without repeats, and how often each occurs. */
export interface Document {
  readonly hashes: Uint32Array;
  readonly counts: Uint16Array;
}

/** Hashes and counts the n-grams of a text. */
export function readDocument(text: string): Document {
  const counts = new Map<number, number>();
  eachToken(text, (token) => {
    const hash = hashString(token);
    counts.set(hash, (counts.get(hash) ?? 0) + 1);
  });
  return {
    hashes: Uint32Array.from(counts.keys()),
    counts: Uint16Array.from(counts.values(), (count) => Math.min(count, 0xffff)),
  };
}
