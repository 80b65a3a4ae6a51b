import type { Attribute, Constant, Graph, GraphNode, GraphValue } from './types.ts';

type Attributes = Readonly<Record<string, Attribute>>;

/** Writes a graph down node by node; every method returns the name of the value it adds. */
export class GraphBuilder {
  readonly #nodes: GraphNode[] = [];
  readonly #constants: Constant[] = [];
  #names = 0;

  /** Adds an operator with one result. */
  add(operator: string, inputs: readonly string[], attributes: Attributes = {}): string {
    const output = this.#newName();
    this.#nodes.push({ operator, inputs, outputs: [output], attributes });
    return output;
  }

  /** Adds an operator with two results. */
  addPair(
    operator: string,
    inputs: readonly string[],
    attributes: Attributes = {},
  ): readonly [string, string] {
    const outputs = [this.#newName(), this.#newName()] as const;
    this.#nodes.push({ operator, inputs, outputs, attributes });
    return outputs;
  }

  /** Gives a value the name of an output. */
  name(value: string, output: string): void {
    this.#nodes.push({ operator: 'Identity', inputs: [value], outputs: [output], attributes: {} });
  }

  /** A list of whole numbers: axes, shapes, bounds. */
  integers(...values: readonly number[]): string {
    return this.constant([values.length], BigInt64Array.from(values, BigInt));
  }

  /** A single number, as a list of one. */
  number(value: number): string {
    return this.constant([1], Float32Array.of(value));
  }

  /** A tensor without a name of its own. */
  constant(dims: readonly number[], values: Constant['values']): string {
    const name = this.#newName();
    this.#constants.push({ name, dims, values });
    return name;
  }

  /** The tensor under a name of its own. */
  tensor(name: string, dims: readonly number[], values: Float32Array): string {
    this.#constants.push({ name, dims, values });
    return name;
  }

  /** Sum over the axes, which are left out of the result. */
  sum(value: string, ...axes: readonly number[]): string {
    return this.add('ReduceSum', [value, this.integers(...axes)], { keepdims: 0 });
  }

  /** Sum of the squares over the axes, which are left out of the result. */
  sumOfSquares(value: string, ...axes: readonly number[]): string {
    return this.add('ReduceSumSquare', [value], { axes: Int32Array.from(axes), keepdims: 0 });
  }

  transpose(value: string, ...order: readonly number[]): string {
    return this.add('Transpose', [value], { perm: Int32Array.from(order) });
  }

  reshape(value: string, ...dims: readonly number[]): string {
    return this.add('Reshape', [value, this.integers(...dims)]);
  }

  /** All that was added, with the given ends. */
  finish(inputs: readonly GraphValue[], outputs: readonly GraphValue[], metadata?: Graph['metadata']): Graph {
    return { nodes: this.#nodes, constants: this.#constants, inputs, outputs, ...(metadata && { metadata }) };
  }

  #newName(): string {
    return `v${++this.#names}`;
  }
}

/** A float input or output of a graph. */
export const floats = (name: string, ...dims: readonly (number | string)[]): GraphValue => ({
  name,
  type: 'float32',
  dims,
});
