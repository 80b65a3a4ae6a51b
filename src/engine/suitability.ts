import { modelFacts, type ModelFacts } from './modelFacts.ts';
import type { Strategy } from './types.ts';

/** Whether the model gives every view the strategy needs. */
const gives = (model: ModelFacts, strategy: Strategy): boolean =>
  strategy.needs.every((view) => model.gives.includes(view));

/** Why a model that learns from pictures cannot run on a dataset without any; null when it can. */
export function pictureRefusal(model: ModelFacts, hasPictures: boolean): string | null {
  if (hasPictures || model.needsPictures !== true) return null;
  return `The model ${model.id} is for datasets of images ("kind": "images" without source.features.onnx): choose mlp or forest.`;
}

/**
 * Why a strategy cannot run with a model on so many classes: a sentence that says what can be chosen instead, or
 * null when it can. Reads only descriptions, so the extension host may ask without loading any model.
 * @param classCount absent where the classes are not known yet.
 */
export function suitability(strategy: Strategy, model: ModelFacts, classCount = 0): string | null {
  if (classCount > (strategy.classes ?? Infinity))
    return `The strategy ${strategy.id} is for ${strategy.classes} classes, and this dataset has ${classCount}: choose margin or uncertainty.`;
  if (gives(model, strategy)) return null;
  const suitable = modelFacts.filter((candidate) => gives(candidate, strategy)).map(({ id }) => id);
  const advice =
    suitable.length === 0
      ? 'no model of this version can run it; choose another strategy.'
      : `choose the model ${suitable.join(' or ')}, or another strategy.`;
  return `The strategy ${strategy.id} cannot run with the model ${model.id}: ${advice}`;
}
