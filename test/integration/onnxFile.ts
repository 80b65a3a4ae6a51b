import { readFileSync } from 'node:fs';
import protobuf from 'protobufjs/minimal.js';

/** Field numbers of ModelProto.metadata_props and of its entries in onnx.proto. */
const [metadata, key, value] = [14, 1, 2];

/** The entries that a `.onnx` file carries beside its graph. */
export function readMetadata(path: string): Readonly<Record<string, string>> {
  const entries: Record<string, string> = {};
  eachField(new protobuf.Reader(readFileSync(path)), (field, reader) => {
    if (field !== metadata) return false;
    const entry: Record<number, string> = {};
    eachField(new protobuf.Reader(reader.bytes()), (name, inner) => {
      entry[name] = inner.string();
      return true;
    });
    entries[entry[key]!] = entry[value]!;
    return true;
  });
  return entries;
}

/** @param read takes the field's value and says so, or leaves it. */
function eachField(reader: protobuf.Reader, read: (field: number, reader: protobuf.Reader) => boolean): void {
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (!read(tag >>> 3, reader)) reader.skipType(tag & 7);
  }
}
