import { modelFacts, type ModelFacts } from '../engine/modelFacts.ts';
import { pictureRefusal, suitability } from '../engine/suitability.ts';
import type { Strategy } from '../engine/types.ts';
import type { Offer } from './commands/chooseFromRegistry.ts';

/**
 * Why a model cannot be chosen for a dataset beside its strategy; null where it can.
 * @param hasPictures null where that is not known, and then nothing is refused for it.
 */
export const modelRefusal = (
  model: ModelFacts,
  strategy: Strategy,
  hasPictures: boolean | null,
): string | null => pictureRefusal(model, hasPictures ?? true) ?? suitability(strategy, model);

/** All models, as Select Model offers them. */
export const modelOffers = (strategy: Strategy, hasPictures: boolean | null): readonly Offer[] =>
  modelFacts.map((model) => ({
    id: model.id,
    title: model.title,
    description: '',
    refusal: modelRefusal(model, strategy, hasPictures),
  }));
