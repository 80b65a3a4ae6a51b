import type { GraphBuilder } from '../graph/builder.ts';
import type { LayerOf, Place, ProductsOf, Tape, WeightedKind } from './types.ts';

type Convolution = LayerOf<'convolution'>;

const kernel = () => ({ kernel_shape: Int32Array.of(3, 3), pads: Int32Array.of(1, 1, 1, 1) });

/** Below so many channels a product of matrices wastes more than the general convolution. */
const fewChannels = 8;
/** Up to so many pixels ‖δₓ‖² comes cheaper from the pixels' Gram matrices than from δₓ itself. */
const fewPixels = 64;

/** z = W ∗ a + b; the weights are `channels × input channels × 3 × 3`. */
export const convolution: WeightedKind<Convolution> = {
  shape: ({ channels }, [, height, width]) => [channels, height!, width!],
  parameters: ({ layer: { channels }, input: [inputs], name }) => [
    { name: `${name}.weight`, dims: [channels, inputs!, 3, 3], fanIn: inputs! * 9 },
    { name: `${name}.bias`, dims: [channels], fanIn: inputs! * 9 },
  ],
  forward: (builder, { name }, input) => ({
    input,
    output: builder.add('Conv', [input, `${name}.weight`, `${name}.bias`], kernel()),
  }),
  backward: (builder, { name }, _tape, gradient) =>
    builder.add('ConvTranspose', [gradient, `${name}.weight`], kernel()),
  gradients: (builder, place, { input }, gradient) => [
    place.input[0]! < fewChannels
      ? weightsByConvolution(builder, input, gradient)
      : weightsByShifts(builder, place, input, gradient),
    builder.sum(gradient, 0, 2, 3),
  ],
  products: (builder, place, tape, gradient, direction) =>
    pixelsOf(place) <= fewPixels
      ? productsByPixels(builder, place, tape, gradient, direction)
      : productsByGradients(builder, place, tape, gradient, direction),
};

const pixelsOf = ({ input: [, height, width] }: Place<Convolution>): number => height! * width!;

/** What the kernel sees at each pixel P, `instances × 9 · input channels × pixels`, and the gradients G there. */
function patchesAndGradients(
  builder: GraphBuilder,
  place: Place<Convolution>,
  { input }: Tape,
  gradient: string,
) {
  const pixels = pixelsOf(place);
  const seen = builder.add('Concat', shifts(builder, place, padded(builder, input)), { axis: 1 });
  return {
    patches: builder.reshape(seen, -1, 9 * place.input[0]!, pixels),
    gradients: builder.reshape(gradient, -1, place.output[0]!, pixels),
  };
}

/** With few pixels: the forward pass with d as weights, times the gradient; ‖G Pᵀ‖² as the sum of (PᵀP) ∘ (GᵀG). */
const productsByPixels: ProductsOf<Convolution> = (builder, place, tape, gradient, direction) => {
  const { patches, gradients } = patchesAndGradients(builder, place, tape, gradient);
  const gram = (value: string): string => builder.add('MatMul', [turned(builder, value), value]);
  const weights = [direction(`${place.name}.weight`), direction(`${place.name}.bias`)];
  const moved = builder.add('Conv', [tape.input, ...weights], kernel());
  return {
    along: [builder.sum(builder.add('Mul', [moved, gradient]), 1, 2, 3)],
    squaredNorms: [
      builder.sum(builder.add('Mul', [gram(patches), gram(gradients)]), 1, 2),
      builder.sumOfSquares(builder.sum(gradient, 2, 3), 1),
    ],
  };
};

/** With many pixels: δₓ = G Pᵀ of a batch is small enough to be formed, and both products are read off it. */
const productsByGradients: ProductsOf<Convolution> = (builder, place, tape, gradient, direction) => {
  const { patches, gradients } = patchesAndGradients(builder, place, tape, gradient);
  const own = builder.add('MatMul', [gradients, turned(builder, patches)]);
  const ownBias = builder.sum(gradient, 2, 3);
  const inputs = place.input[0]!;
  const size = place.output[0]! * inputs * 9;
  const byPatch = turned(builder, builder.reshape(direction(`${place.name}.weight`), -1, inputs, 9));
  const dot = (values: string, column: string): string =>
    builder.reshape(builder.add('MatMul', [values, builder.reshape(column, -1, 1)]), -1);
  return {
    along: [dot(builder.reshape(own, -1, size), byPatch), dot(ownBias, direction(`${place.name}.bias`))],
    squaredNorms: [builder.sumOfSquares(own, 1, 2), builder.sumOfSquares(ownBias, 1)],
  };
};

/** The gradient of the weights as a convolution in which instances and channels change places. */
function weightsByConvolution(builder: GraphBuilder, input: string, gradient: string): string {
  const inputs = builder.transpose(input, 1, 0, 2, 3);
  const gradients = builder.transpose(gradient, 1, 0, 2, 3);
  const weights = builder.add('Conv', [inputs, gradients], { pads: Int32Array.of(1, 1, 1, 1) });
  return builder.transpose(weights, 1, 0, 2, 3);
}

/** The gradient of the weights as nine products of matrices, one for each of the kernel's places. */
function weightsByShifts(
  builder: GraphBuilder,
  place: Place<Convolution>,
  input: string,
  gradient: string,
): string {
  const inputs = place.input[0]!;
  const outputs = place.output[0]!;
  const channelsFirst = padded(builder, builder.transpose(input, 1, 0, 2, 3));
  const gradients = builder.reshape(builder.transpose(gradient, 1, 0, 2, 3), outputs, -1);
  const parts = shifts(builder, place, channelsFirst).map((shifted) => {
    const values = builder.reshape(shifted, inputs, -1);
    return builder.reshape(builder.add('Gemm', [gradients, values], { transB: 1 }), outputs, inputs, 1);
  });
  return builder.reshape(builder.add('Concat', parts, { axis: 2 }), outputs, inputs, 3, 3);
}

/** A border of one pixel of zeros. */
const padded = (builder: GraphBuilder, value: string): string =>
  builder.add('Pad', [value, builder.integers(0, 0, 1, 1, 0, 0, 1, 1)]);

/** What each place of the kernel sees: the padded picture moved by 0, 1 and 2 rows and columns. */
function shifts(builder: GraphBuilder, { input }: Place<Convolution>, value: string): readonly string[] {
  const [, height, width] = input;
  const places = [0, 1, 2].flatMap((row) => [0, 1, 2].map((column) => [row, column] as const));
  return places.map(([row, column]) =>
    builder.add('Slice', [
      value,
      builder.integers(row, column),
      builder.integers(row + height!, column + width!),
      builder.integers(2, 3),
    ]),
  );
}

const turned = (builder: GraphBuilder, value: string): string => builder.transpose(value, 0, 2, 1);
