import type { GraphBuilder } from '../graph/builder.ts';

/** Size of one instance between two layers, without the batch: `[units]` or `[channels, height, width]`. */
export type Shape = readonly number[];

/** One layer of a network. */
export type Layer =
  /** Convolution with a kernel of 3 × 3, stride 1 and padding 1. */
  | { readonly kind: 'convolution'; readonly channels: number }
  /** The greatest of each 2 × 2 square. */
  | { readonly kind: 'maxPool' }
  | { readonly kind: 'relu' }
  /** Leaves out each value with this probability while training, and scales up the others. */
  | { readonly kind: 'dropout'; readonly probability: number }
  /** Channels, rows and columns as one list. */
  | { readonly kind: 'flatten' }
  | { readonly kind: 'dense'; readonly units: number };

export type LayerOf<K extends Layer['kind']> = Extract<Layer, { readonly kind: K }>;

/** Weights of one layer: inputs of its graphs, and what is learned. */
export interface ParameterSpec {
  readonly name: string;
  readonly dims: readonly number[];
  /** Inputs each output sums over: weights start within 1/√fanIn of 0. */
  readonly fanIn: number;
}

/** What a layer keeps of its forward pass for the backward pass: names of values in the graph. */
export interface Tape {
  readonly input: string;
  readonly output: string;
  /** Where each maximum came from. */
  readonly indices?: string;
}

/** A layer at its place in a network. */
export interface Place<L extends Layer = Layer> {
  readonly layer: L;
  readonly input: Shape;
  readonly output: Shape;
  /** Name its weights, and the mask of a dropout, begin with. */
  readonly name: string;
}

/** How one kind of layer computes. The gradient that comes in, and goes out, is one of the sum of the losses. */
export interface LayerKind<L extends Layer> {
  shape(layer: L, input: Shape): Shape;
  parameters(place: Place<L>): readonly ParameterSpec[];
  /** @param training false leaves dropout out. */
  forward(builder: GraphBuilder, place: Place<L>, input: string, training: boolean): Tape;
  /** The gradient at the layer's input from the one at its output. */
  backward(builder: GraphBuilder, place: Place<L>, tape: Tape, gradient: string, training: boolean): string;
}

/** What layers with weights do beyond: their gradients, as a sum and instance by instance. */
export interface WeightedKind<L extends Layer> extends LayerKind<L> {
  /** Gradients of the parameters, in their order, summed over the batch. */
  gradients(builder: GraphBuilder, place: Place<L>, tape: Tape, gradient: string): readonly string[];
  /**
   * ⟨d, δₓ⟩ and ‖δₓ‖² of each instance x, with a direction d in the space of the weights that is given under the names
   * `direction(parameter)`.
   */
  readonly products: ProductsOf<L>;
}

export type ProductsOf<L extends Layer> = (
  builder: GraphBuilder,
  place: Place<L>,
  tape: Tape,
  gradient: string,
  direction: (parameter: string) => string,
) => InstanceProducts;

/** Names of values in the graph, one number per instance each, to be summed. */
export interface InstanceProducts {
  readonly along: readonly string[];
  readonly squaredNorms: readonly string[];
}
