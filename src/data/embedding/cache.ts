import * as v from 'valibot';
import { HumanError } from '../../engine/errors.ts';
import { readFromCache, writeToCache } from '../../runtime/cacheFolder.ts';
import { packIndexed, unpackIndexed } from '../indexedBytes.ts';

/** Embeddings by the hash of the content they were made from. */
export type Embeddings = ReadonlyMap<string, Float32Array>;

const indexSchema = v.object({
  version: v.literal(1),
  columns: v.pipe(v.number(), v.minValue(1)),
  hashes: v.array(v.string()),
});

/** @param model hash of the model. */
const cacheName = (model: string): string => `embeddings-${model.slice(0, 16)}.bin`;

/** Reads what a model gave earlier; a missing or damaged cache is empty, for deleting it must lose nothing. @throws HumanError for a link. */
export async function readEmbeddings(folder: string, model: string): Promise<Embeddings> {
  try {
    const { index, body } = unpackIndexed(await readFromCache(folder, cacheName(model)));
    const { columns, hashes } = v.parse(indexSchema, index);
    const size = columns * Float32Array.BYTES_PER_ELEMENT;
    if (body.length !== hashes.length * size) return new Map();
    return new Map(
      hashes.map((hash, row) => {
        // Copied, for the body begins anywhere and views need aligned memory.
        const bytes = new Uint8Array(body.subarray(row * size, (row + 1) * size));
        return [hash, new Float32Array(bytes.buffer)];
      }),
    );
  } catch (error) {
    if (error instanceof HumanError) throw error;
    return new Map();
  }
}

/** Replaces the cache in one step. A folder that cannot be written stays without one. */
export async function writeEmbeddings(folder: string, model: string, embeddings: Embeddings): Promise<void> {
  const [first] = embeddings.values();
  const index = { version: 1, columns: first?.length ?? 0, hashes: [...embeddings.keys()] };
  const rows = [...embeddings.values()].map(
    (row) => new Uint8Array(row.buffer, row.byteOffset, row.byteLength),
  );
  try {
    await writeToCache(folder, cacheName(model), packIndexed(index, rows));
  } catch {
    // The next start asks the model again: slower, and nothing is lost.
  }
}
