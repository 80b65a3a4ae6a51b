import { HumanError } from '../errors.ts';
import { fitModel, type Watch } from './fitModel.ts';
import type { Graph } from '../graph/types.ts';
import type { LearnerParts } from './parts.ts';
import type { RoundRequest } from './types.ts';
import { findModelFacts } from '../modelFacts.ts';

/** What an exported model is made of, and what its file tells of the features. */
export interface ExportParts extends LearnerParts {
  /** One per column. */
  readonly featureNames: readonly string[];
  /** How the columns are made of what is on disk, as JSON. */
  readonly preprocessing: string;
}

/**
 * The model a round would train, as a graph for a file: the same request gives the same model.
 * @throws HumanError while fewer than two classes are labeled, or for a model without such a form.
 */
export async function exportModel(parts: ExportParts, request: RoundRequest, watch: Watch): Promise<Graph> {
  const present = [...new Set(request.labels)].sort((a, b) => a - b);
  const classNames = request.classNames ?? parts.classNames;
  if (present.length < 2)
    throw new HumanError('There is no model to export yet: label samples of two classes at least.');
  const model = await fitModel(parts, request, {}, watch);
  if (model.toGraph === undefined)
    throw new HumanError(
      `The model ${request.model} cannot be exported: choose forest, logistic, mlp or cnn with "Select Model…" or --model.`,
    );
  return model.toGraph({
    model: findModelFacts(request.model).title,
    labels: String(request.labels.length),
    classes: JSON.stringify(present.map((label) => classNames[label])),
    features: JSON.stringify(parts.featureNames),
    preprocessing: parts.preprocessing,
  });
}
