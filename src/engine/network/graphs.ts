import { floats, GraphBuilder } from '../graph/builder.ts';
import type { Graph, GraphValue } from '../graph/types.ts';
import { kindOf, weightedKindOf, type NetworkDesign } from './design.ts';
import { maskOf } from './plainLayers.ts';
import type { Place, Tape } from './types.ts';

/** Names of the ends of a network's graphs. */
export const ends = {
  instances: 'instances',
  /** One row per instance, 1 at its class, else 0. */
  targets: 'targets',
  /** What the loss is multiplied by: 1 for the sum over the batch, 1 / size for the mean. */
  scale: 'scale',
  probabilities: 'probabilities',
  /** What the last hidden layer says of each instance. */
  embedding: 'embedding',
  /** Sum of the cross-entropies, not scaled. */
  loss: 'loss',
  along: 'along',
  squaredNorm: 'squaredNorm',
} as const;

/** Name of the output that is a parameter's gradient. */
export const gradientOf = (parameter: string): string => `gradient of ${parameter}`;
/** Name of the input that is a parameter's part of a direction. */
export const directionOf = (parameter: string): string => `direction of ${parameter}`;

/** instances, parameters → probabilities, embedding. Dropout is off. */
export function forwardGraph(design: NetworkDesign): Graph {
  const builder = new GraphBuilder();
  const { logits, tapes } = forward(builder, design, false);
  const { input, classes, places } = design;
  builder.name(builder.add('Softmax', [logits], { axis: -1 }), ends.probabilities);
  builder.name(tapes.at(-1)!.input, ends.embedding);
  return builder.finish(
    [floats(ends.instances, 'N', ...input), ...parameterValues(design)],
    [floats(ends.probabilities, 'N', classes), floats(ends.embedding, 'N', ...places.at(-1)!.input)],
  );
}

/** instances, targets, scale, parameters (and masks while training) → loss, probabilities, scaled gradients. */
export function gradientGraph(design: NetworkDesign, training: boolean): Graph {
  const builder = new GraphBuilder();
  const { loss, probabilities, error, tapes } = forwardWithLoss(builder, design, training);
  builder.name(builder.add('ReduceSum', [loss, builder.integers(0)], { keepdims: 1 }), ends.loss);
  builder.name(probabilities, ends.probabilities);
  const scaled = builder.add('Mul', [error, ends.scale]);
  backward(builder, design, tapes, scaled, training, (place, tape, gradient) => {
    const kind = weightedKindOf(place)!;
    const gradients = kind.gradients(builder, place, tape, gradient);
    for (const [index, { name }] of kind.parameters(place).entries())
      builder.name(gradients[index]!, gradientOf(name));
  });
  const masks = training ? design.places.filter(({ layer }) => layer.kind === 'dropout') : [];
  return builder.finish(
    [
      ...labeledInputs(design),
      floats(ends.scale, 1),
      ...masks.map(({ name, output }) => floats(maskOf(name), 'N', ...output)),
    ],
    [
      floats(ends.loss, 1),
      floats(ends.probabilities, 'N', design.classes),
      ...design.parameters.map(({ name, dims }) => floats(gradientOf(name), ...dims)),
    ],
  );
}

/** instances, targets, parameters, a direction d → ⟨d, δₓ⟩ and ‖δₓ‖² of every instance x. Dropout is off. */
export function instanceGraph(design: NetworkDesign): Graph {
  const builder = new GraphBuilder();
  const { error, tapes } = forwardWithLoss(builder, design, false);
  const products: string[] = [];
  const norms: string[] = [];
  backward(builder, design, tapes, error, false, (place, tape, gradient) => {
    const { along, squaredNorms } = weightedKindOf(place)!.products(
      builder,
      place,
      tape,
      gradient,
      directionOf,
    );
    products.push(...along);
    norms.push(...squaredNorms);
  });
  builder.name(builder.add('Sum', products), ends.along);
  builder.name(builder.add('Sum', norms), ends.squaredNorm);
  const direction = design.parameters.map(({ name, dims }) => floats(directionOf(name), ...dims));
  return builder.finish(
    [...labeledInputs(design), ...direction],
    [floats(ends.along, 'N'), floats(ends.squaredNorm, 'N')],
  );
}

const parameterValues = ({ parameters }: NetworkDesign): readonly GraphValue[] =>
  parameters.map(({ name, dims }) => floats(name, ...dims));

const labeledInputs = (design: NetworkDesign): readonly GraphValue[] => [
  floats(ends.instances, 'N', ...design.input),
  floats(ends.targets, 'N', design.classes),
  ...parameterValues(design),
];

function forward(builder: GraphBuilder, { places }: NetworkDesign, training: boolean) {
  const tapes: Tape[] = [];
  let value: string = ends.instances;
  for (const place of places) {
    const tape = kindOf(place).forward(builder, place, value, training);
    tapes.push(tape);
    value = tape.output;
  }
  return { logits: value, tapes };
}

/** Cross-entropy of the softmax; its gradient at the logits is probabilities − targets. */
function forwardWithLoss(builder: GraphBuilder, design: NetworkDesign, training: boolean) {
  const { logits, tapes } = forward(builder, design, training);
  const probabilities = builder.add('Softmax', [logits], { axis: -1 });
  const logarithms = builder.add('LogSoftmax', [logits], { axis: -1 });
  const loss = builder.add('Neg', [builder.sum(builder.add('Mul', [ends.targets, logarithms]), 1)]);
  return { loss, probabilities, error: builder.add('Sub', [probabilities, ends.targets]), tapes };
}

type VisitWeights = (place: Place, tape: Tape, gradient: string) => void;

/** Walks from the last layer to the first one with weights and shows each such layer the gradient at its output. */
function backward(
  builder: GraphBuilder,
  { places }: NetworkDesign,
  tapes: readonly Tape[],
  error: string,
  training: boolean,
  visit: VisitWeights,
): void {
  const first = places.findIndex((place) => weightedKindOf(place) !== undefined);
  let gradient = error;
  for (let index = places.length - 1; index >= first; index--) {
    const place = places[index]!;
    if (weightedKindOf(place)) visit(place, tapes[index]!, gradient);
    if (index > first) gradient = kindOf(place).backward(builder, place, tapes[index]!, gradient, training);
  }
}
