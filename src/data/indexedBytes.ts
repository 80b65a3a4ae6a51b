const lengthBytes = 4;

/** A small index before large bytes, as the caches keep it: u32 length of the index, little-endian, the index as JSON, the bytes. */
export function packIndexed(index: unknown, parts: readonly Uint8Array[]): Buffer {
  const text = Buffer.from(JSON.stringify(index));
  const length = Buffer.alloc(lengthBytes);
  length.writeUInt32LE(text.length);
  return Buffer.concat([length, text, ...parts]);
}

/** @throws where the bytes are damaged. The index is to be checked, and whether the body is as long as it says. */
export function unpackIndexed(bytes: Buffer): { readonly index: unknown; readonly body: Buffer } {
  const start = lengthBytes + bytes.readUInt32LE(0);
  return { index: JSON.parse(bytes.toString('utf8', lengthBytes, start)), body: bytes.subarray(start) };
}
