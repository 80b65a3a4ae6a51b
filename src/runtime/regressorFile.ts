import { readFile } from 'node:fs/promises';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { HumanError } from '../engine/errors.ts';
import type { Forest } from '../engine/forest/types.ts';
import { lalFeatureCount } from '../engine/lal/features.ts';
import { forestFromBytes } from '../engine/lal/forestFromBytes.ts';
import { forestToBytes } from '../engine/lal/forestToBytes.ts';
import { fileError } from './files.ts';

/**
 * A regressor of LAL on disk: "LALR", u16 version, u16 0, u32 checksum and u32 length of the bytes of
 * `forestToBytes`, then these, compressed by Brotli. All little-endian.
 */
const magic = 'LALR';
const version = 1;
const headerSize = 16;
/** More than any regressor needs: a damaged length must not ask for all memory. */
const mostBytes = 2 ** 28;

/** The same forest gives the same file. */
export function encodeRegressor(forest: Forest): Buffer {
  const bytes = forestToBytes(forest);
  const header = Buffer.alloc(headerSize);
  header.write(magic, 'latin1');
  header.writeUInt16LE(version, 4);
  header.writeUInt32LE(checksum(bytes), 8);
  header.writeUInt32LE(bytes.length, 12);
  const params = {
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
  };
  return Buffer.concat([header, brotliCompressSync(bytes, { params })]);
}

/**
 * @param path for sentences.
 * @throws HumanError for what is no regressor, is damaged, or comes from a newer version.
 */
export function decodeRegressor(file: Buffer, path: string): Forest {
  if (file.length < headerSize || file.toString('latin1', 0, 4) !== magic)
    throw new HumanError(
      `${path} is not a LAL regressor; name a file that label-scout train-lal --out has written.`,
    );
  const found = file.readUInt16LE(4);
  if (found > version)
    throw new HumanError(
      `${path} was written by a newer Label Scout (format ${found}, this one reads ${version}); update Label Scout.`,
    );
  try {
    return decodeBody(file);
  } catch (error) {
    throw new HumanError(`${path} is damaged; install Label Scout or train the regressor again.`, {
      cause: error,
    });
  }
}

function decodeBody(file: Buffer): Forest {
  const bytes = brotliDecompressSync(file.subarray(headerSize), { maxOutputLength: mostBytes });
  if (bytes.length !== file.readUInt32LE(12) || checksum(bytes) !== file.readUInt32LE(8))
    throw new HumanError('The checksum differs.');
  const forest = forestFromBytes(bytes);
  if (forest.columns !== lalFeatureCount || forest.trees === 0)
    throw new HumanError(`It has ${forest.trees} trees on ${forest.columns} features.`);
  return forest;
}

/** @throws HumanError as {@link decodeRegressor}, or when the file cannot be read. */
export async function readRegressor(path: string): Promise<Forest> {
  const file = await readFile(path).catch((error: unknown) => {
    throw fileError(path, error);
  });
  return decodeRegressor(file, path);
}

/** FNV-1a, 32 bit. */
function checksum(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
