import { convolution } from './convolution.ts';
import { dense } from './dense.ts';
import { dropout, flatten, maxPool, relu } from './plainLayers.ts';
import type { Layer, LayerKind, ParameterSpec, Place, Shape, WeightedKind } from './types.ts';

/** A network laid out: what goes in, every layer at its place, and the weights in the order they are used. */
export interface NetworkDesign {
  readonly input: Shape;
  readonly classes: number;
  readonly places: readonly Place[];
  readonly parameters: readonly ParameterSpec[];
}

const weighted = { convolution, dense };
const kinds = { ...weighted, maxPool, relu, dropout, flatten };

/** How a layer of that kind computes. */
export const kindOf = (place: Place): LayerKind<Layer> => kinds[place.layer.kind] as LayerKind<Layer>;

/** The same where the layer has weights, else undefined. */
export const weightedKindOf = ({ layer: { kind } }: Place): WeightedKind<Layer> | undefined =>
  kind in weighted ? (weighted[kind as keyof typeof weighted] as WeightedKind<Layer>) : undefined;

/**
 * Lays out a network for classification: the given layers, then a dense layer with one output per class.
 * @param input `[columns]` or `[channels, height, width]`.
 */
export function designNetwork(input: Shape, layers: readonly Layer[], classes: number): NetworkDesign {
  const places: Place[] = [];
  let shape = input;
  for (const layer of [...layers, { kind: 'dense', units: classes } as const]) {
    const place = { layer, input: shape, output: shape, name: `layer${places.length + 1}` };
    shape = kindOf(place).shape(layer, shape);
    places.push({ ...place, output: shape });
  }
  const parameters = places.flatMap((place) => kindOf(place).parameters(place));
  return { input, classes, places, parameters };
}

/** Numbers in a shape. */
export const sizeOf = (dims: readonly number[]): number => dims.reduce((product, size) => product * size, 1);
