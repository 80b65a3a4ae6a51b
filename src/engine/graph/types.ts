/** A dense array of 32-bit floats, row-major. `data.length` is the product of `dims`. */
export interface Tensor {
  readonly dims: readonly number[];
  readonly data: Float32Array;
}
export type Tensors = Readonly<Record<string, Tensor>>;

/** An attribute of a node: whole numbers are ONNX ints, `Float32Array` floats, `{ float }` a single float. */
export type Attribute =
  number | string | Int32Array | Float32Array | readonly string[] | { readonly float: number };

/** One ONNX operator between named values. */
export interface GraphNode {
  readonly operator: string;
  /** The operator set it is of; absent for ONNX's own. */
  readonly domain?: 'ai.onnx.ml';
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** What goes in or comes out. A dimension that is a word, as `N`, may be of any size. */
export interface GraphValue {
  readonly name: string;
  readonly type: 'float32' | 'int64';
  readonly dims: readonly (number | string)[];
}

/** A tensor that is part of the graph: floats, quantized weights, or whole numbers as shapes and axes. */
export interface Constant {
  readonly name: string;
  readonly dims: readonly number[];
  readonly values: Float32Array | Int8Array | BigInt64Array;
}

/** A computation of ONNX operators (opset 17), as data: the engine writes it down, a runtime compiles it. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly inputs: readonly GraphValue[];
  readonly outputs: readonly GraphValue[];
  readonly constants: readonly Constant[];
  /** Key and value pairs kept in the file of an exported model. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** A compiled graph. */
export interface Program {
  /**
   * @param outputs tensors to write results into, where results of a known shape are wanted again and again.
   * @throws HumanError when the memory does not suffice.
   */
  run(inputs: Tensors, outputs?: Tensors): Promise<Tensors>;
}

/**
 * What runs graphs on this machine. The same graph gives the same numbers for any number of threads. It keeps what it
 * has compiled: a graph that comes again, in the next round, costs nothing.
 */
export interface GraphRuntime {
  compile(graph: Graph): Promise<Program>;
}
