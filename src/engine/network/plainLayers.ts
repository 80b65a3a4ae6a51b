import type { LayerKind, LayerOf } from './types.ts';

/** The greatest of each 2 × 2 square; an odd last row or column is left out. */
export const maxPool: LayerKind<LayerOf<'maxPool'>> = {
  shape: (_, [channels, height, width]) => [channels!, Math.floor(height! / 2), Math.floor(width! / 2)],
  parameters: () => [],
  forward(builder, _place, input) {
    const [output, indices] = builder.addPair('MaxPool', [input], window());
    return { input, output, indices };
  },
  backward: (builder, _place, { input, indices }, gradient) =>
    builder.add('MaxUnpool', [gradient, indices!, builder.add('Shape', [input])], window()),
};

const window = () => ({ kernel_shape: Int32Array.of(2, 2), strides: Int32Array.of(2, 2) });

export const relu: LayerKind<LayerOf<'relu'>> = {
  shape: (_, input) => input,
  parameters: () => [],
  forward: (builder, _place, input) => ({ input, output: builder.add('Relu', [input]) }),
  // What came out is positive or 0, so its sign is the derivative.
  backward: (builder, _place, { output }, gradient) =>
    builder.add('Mul', [gradient, builder.add('Sign', [output])]),
};

/** Multiplies by a mask that comes in as `<name>.mask`: 0 or 1 / (1 − probability). */
export const dropout: LayerKind<LayerOf<'dropout'>> = {
  shape: (_, input) => input,
  parameters: () => [],
  forward: (builder, { name }, input, training) => ({
    input,
    output: training ? builder.add('Mul', [input, maskOf(name)]) : input,
  }),
  backward: (builder, { name }, _tape, gradient, training) =>
    training ? builder.add('Mul', [gradient, maskOf(name)]) : gradient,
};

/** The graph's input for the mask of a dropout. */
export const maskOf = (name: string): string => `${name}.mask`;

export const flatten: LayerKind<LayerOf<'flatten'>> = {
  shape: (_, input) => [input.reduce((product, size) => product * size, 1)],
  parameters: () => [],
  forward: (builder, { output: [units] }, input) => ({ input, output: builder.reshape(input, -1, units!) }),
  backward: (builder, { input }, _tape, gradient) => builder.reshape(gradient, -1, ...input),
};
