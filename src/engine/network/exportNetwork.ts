import { GraphBuilder, floats } from '../graph/builder.ts';
import { exportedEnds, exportedOutputs } from '../graph/exportedEnds.ts';
import type { Graph } from '../graph/types.ts';
import { kindOf, type NetworkDesign } from './design.ts';
import type { Parameters } from './parameters.ts';

/** What the instances of a network are made of, as its file tells. */
export interface NetworkInput {
  /** Adds what turns a dataset's features into what the network reads. */
  readonly prepare: (builder: GraphBuilder, features: string) => string;
  /** The same in a sentence. */
  readonly description: string;
}

/** features → probabilities, label, with the weights inside. */
export function exportNetwork(
  design: NetworkDesign,
  parameters: Parameters,
  { prepare, description }: NetworkInput,
  metadata: Readonly<Record<string, string>>,
): Graph {
  const builder = new GraphBuilder();
  for (const [name, { dims, data }] of parameters) builder.tensor(name, dims, data);
  let value = prepare(builder, exportedEnds.features);
  for (const place of design.places) value = kindOf(place).forward(builder, place, value, false).output;
  const probabilities = builder.add('Softmax', [value], { axis: -1 });
  builder.name(probabilities, exportedEnds.probabilities);
  builder.name(builder.add('ArgMax', [probabilities], { axis: 1, keepdims: 0 }), exportedEnds.label);
  return builder.finish(
    [floats(exportedEnds.features, 'N', ...design.input)],
    exportedOutputs(design.classes),
    { ...metadata, input: description },
  );
}
