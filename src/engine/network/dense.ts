import type { LayerOf, WeightedKind } from './types.ts';

/** z = W a + b; the weights are `units × inputs`. δₓ of W is the outer product of dz and a, and never formed. */
export const dense: WeightedKind<LayerOf<'dense'>> = {
  shape: ({ units }) => [units],
  parameters: ({ layer: { units }, input: [inputs], name }) => [
    { name: `${name}.weight`, dims: [units, inputs!], fanIn: inputs! },
    { name: `${name}.bias`, dims: [units], fanIn: inputs! },
  ],
  forward: (builder, { name }, input) => ({
    input,
    output: builder.add('Gemm', [input, `${name}.weight`, `${name}.bias`], { transB: 1 }),
  }),
  backward: (builder, { name }, _tape, gradient) => builder.add('MatMul', [gradient, `${name}.weight`]),
  gradients: (builder, _place, { input }, gradient) => [
    builder.add('Gemm', [gradient, input], { transA: 1 }),
    builder.sum(gradient, 0),
  ],
  products(builder, { name }, { input }, gradient, direction) {
    const weights = [direction(`${name}.weight`), direction(`${name}.bias`)];
    const moved = builder.add('Gemm', [input, ...weights], { transB: 1 });
    const inputs = builder.add('Add', [builder.sumOfSquares(input, 1), builder.number(1)]);
    return {
      along: [builder.sum(builder.add('Mul', [moved, gradient]), 1)],
      squaredNorms: [builder.add('Mul', [inputs, builder.sumOfSquares(gradient, 1)])],
    };
  },
};
