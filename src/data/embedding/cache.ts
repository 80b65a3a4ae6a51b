import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { cacheFolder, ignoreCache } from '../cacheFolder.ts';

/** Embeddings by the hash of the content they were made from. */
export type Embeddings = ReadonlyMap<string, Float32Array>;

const indexSchema = v.object({
  version: v.literal(1),
  columns: v.pipe(v.number(), v.minValue(1)),
  hashes: v.array(v.string()),
});

const cacheFile = (folder: string, model: string): string =>
  join(cacheFolder(folder), `embeddings-${model.slice(0, 16)}.bin`);

/** Reads what a model gave earlier; a missing or damaged cache is empty, for deleting it must lose nothing. */
export async function readEmbeddings(folder: string, model: string): Promise<Embeddings> {
  try {
    const bytes = await readFile(cacheFile(folder, model));
    const start = 4 + bytes.readUInt32LE(0);
    const { columns, hashes } = v.parse(indexSchema, JSON.parse(bytes.toString('utf8', 4, start)));
    const size = columns * Float32Array.BYTES_PER_ELEMENT;
    if (bytes.length !== start + hashes.length * size) return new Map();
    return new Map(
      hashes.map((hash, index) => {
        const at = start + index * size;
        return [hash, new Float32Array(new Uint8Array(bytes.subarray(at, at + size)).buffer)];
      }),
    );
  } catch {
    return new Map();
  }
}

/** Replaces the cache in one step. A folder that cannot be written stays without one. */
export async function writeEmbeddings(folder: string, model: string, embeddings: Embeddings): Promise<void> {
  const [first] = embeddings.values();
  const index = { version: 1, columns: first?.length ?? 0, hashes: [...embeddings.keys()] };
  const text = Buffer.from(JSON.stringify(index));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  const rows = [...embeddings.values()].map(
    (row) => new Uint8Array(row.buffer, row.byteOffset, row.byteLength),
  );
  try {
    await mkdir(cacheFolder(folder), { recursive: true });
    await ignoreCache(folder);
    const temporary = `${cacheFile(folder, model)}.${process.pid}`;
    await writeFile(temporary, Buffer.concat([length, text, ...rows]));
    await rename(temporary, cacheFile(folder, model));
  } catch {
    // The next start asks the model again: slower, and nothing is lost.
  }
}
