import type { GraphBuilder } from '../graph/builder.ts';
import type { LayerOf, Place, WeightedKind } from './types.ts';

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
  along(builder, { name }, { input }, gradient, along) {
    const moved = builder.add('Conv', [input, along(`${name}.weight`), along(`${name}.bias`)], kernel());
    return builder.sum(builder.add('Mul', [moved, gradient]), 1, 2, 3);
  },
  squaredNorms(builder, place, { input }, gradient) {
    const [, height, width] = place.input;
    const pixels = height! * width!;
    const patches = builder.reshape(
      builder.add('Concat', shifts(builder, place, padded(builder, input)), { axis: 1 }),
      ...[-1, 9 * place.input[0]!, pixels],
    );
    const gradients = builder.reshape(gradient, -1, place.output[0]!, pixels);
    return [
      pixels <= fewPixels
        ? productOfGrams(builder, patches, gradients)
        : builder.sumOfSquares(builder.add('MatMul', [gradients, turned(builder, patches)]), 1, 2),
      builder.sumOfSquares(builder.sum(gradient, 2, 3), 1),
    ];
  },
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

/** ‖G Pᵀ‖² as the sum over pixels of (PᵀP) ∘ (GᵀG). */
function productOfGrams(builder: GraphBuilder, patches: string, gradients: string): string {
  const gram = (value: string): string => builder.add('MatMul', [turned(builder, value), value]);
  return builder.sum(builder.add('Mul', [gram(patches), gram(gradients)]), 1, 2);
}

const turned = (builder: GraphBuilder, value: string): string => builder.transpose(value, 0, 2, 1);
