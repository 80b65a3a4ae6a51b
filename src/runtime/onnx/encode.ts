import protobuf from 'protobufjs/minimal.js';
import type { Attribute, Constant, Graph, GraphNode, GraphValue } from '../../engine/graph/types.ts';

/** Version 8 of the file format: the one of ONNX 1.13, which every runtime since 2022 reads. */
const fileFormat = 8;
/** Versions of the operator sets the engine's graphs are written for. */
const operatorSets = { '': 17, 'ai.onnx.ml': 3 } as const;

const elementTypes = { float32: 1, int8: 3, int64: 7 } as const;
const attributeTypes = { float: 1, integer: 2, text: 3, floats: 6, integers: 7, texts: 8 } as const;

/** Field numbers as in onnx.proto; a message is written as a function of its writer. */
type Writer = protobuf.Writer;
type Write = (writer: Writer) => Writer;

const varint = 0;
const bytes = 2;
const single = 5;

const tag = (writer: Writer, field: number, wire: number): Writer => writer.uint32((field << 3) | wire);
const integer = (writer: Writer, field: number, value: number): Writer =>
  tag(writer, field, varint).int64(value);
const text = (writer: Writer, field: number, value: string): Writer =>
  tag(writer, field, bytes).string(value);
const message = (writer: Writer, field: number, write: Write): Writer =>
  write(tag(writer, field, bytes).fork()).ldelim();

/** A graph as the bytes of an `.onnx` file (ModelProto of onnx.proto). */
export function encodeGraph(graph: Graph): Uint8Array {
  const writer = protobuf.Writer.create();
  integer(writer, 1, fileFormat);
  text(writer, 2, 'Label Scout');
  message(writer, 7, (inner) => writeGraph(inner, graph));
  for (const [domain, version] of Object.entries(operatorSets)) {
    message(writer, 8, (inner) => integer(text(inner, 1, domain), 2, version));
  }
  for (const [key, value] of Object.entries(graph.metadata ?? {})) {
    message(writer, 14, (inner) => text(text(inner, 1, key), 2, value));
  }
  return writer.finish();
}

function writeGraph(writer: Writer, { nodes, inputs, outputs, constants }: Graph): Writer {
  for (const node of nodes) message(writer, 1, (inner) => writeNode(inner, node));
  text(writer, 2, 'graph');
  for (const constant of constants) message(writer, 5, (inner) => writeConstant(inner, constant));
  for (const input of inputs) message(writer, 11, (inner) => writeValue(inner, input));
  for (const output of outputs) message(writer, 12, (inner) => writeValue(inner, output));
  return writer;
}

function writeNode(writer: Writer, { operator, domain, inputs, outputs, attributes }: GraphNode): Writer {
  for (const input of inputs) text(writer, 1, input);
  for (const output of outputs) text(writer, 2, output);
  text(writer, 4, operator);
  for (const [name, value] of Object.entries(attributes)) {
    message(writer, 5, (inner) => writeAttribute(text(inner, 1, name), value));
  }
  return domain === undefined ? writer : text(writer, 7, domain);
}

function writeAttribute(writer: Writer, value: Attribute): Writer {
  const typed = (type: keyof typeof attributeTypes): Writer => integer(writer, 20, attributeTypes[type]);
  if (typeof value === 'number') return integer(typed('integer'), 3, value);
  if (typeof value === 'string') return text(typed('text'), 4, value);
  if (value instanceof Int32Array) {
    typed('integers');
    for (const item of value) integer(writer, 8, item);
    return writer;
  }
  if (value instanceof Float32Array) {
    typed('floats');
    for (const item of value) tag(writer, 7, single).float(item);
    return writer;
  }
  if ('float' in value) return tag(typed('float'), 2, single).float(value.float);
  typed('texts');
  for (const item of value) text(writer, 9, item);
  return writer;
}

function writeConstant(writer: Writer, { name, dims, values }: Constant): Writer {
  for (const dim of dims) integer(writer, 1, dim);
  integer(writer, 2, elementTypes[elementTypeOf(values)]);
  text(writer, 8, name);
  return tag(writer, 9, bytes).bytes(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
}

function elementTypeOf(values: Constant['values']): keyof typeof elementTypes {
  if (values instanceof Float32Array) return 'float32';
  return values instanceof Int8Array ? 'int8' : 'int64';
}

function writeValue(writer: Writer, { name, type, dims }: GraphValue): Writer {
  const writeDim = (inner: Writer, dim: number | string): Writer =>
    typeof dim === 'string' ? text(inner, 2, dim) : integer(inner, 1, dim);
  return message(text(writer, 1, name), 2, (outer) =>
    message(outer, 1, (tensor) =>
      message(integer(tensor, 1, elementTypes[type]), 2, (shape) => {
        for (const dim of dims) message(shape, 1, (inner) => writeDim(inner, dim));
        return shape;
      }),
    ),
  );
}
