import { createHash } from 'node:crypto';

/** Samples as a model reads them, in the order of the rows. */
export interface EmbeddingInputs {
  /** Size of one sample. */
  readonly dims: readonly number[];
  /** Names the content of a row: rows of the same content have the same embedding. */
  hash(row: number): Promise<string>;
  /** Values of a row, `dims` of them; undefined where it cannot be read. */
  read(row: number): Promise<Float32Array | undefined>;
}

/** A short name of some bytes. */
export const hashOf = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('base64url').slice(0, 24);
