import { modelFacts, type ModelFacts } from '../engine/modelFacts.ts';
import { pictureRefusal, suitability } from '../engine/suitability.ts';
import type { Strategy } from '../engine/types.ts';
import type { Offer } from './commands/chooseFromRegistry.ts';
import type { Translate } from './translate.ts';

/**
 * Why a model cannot be chosen for a dataset beside its strategy; null where it can.
 * @param hasPictures null where that is not known, and then nothing is refused for it.
 */
export const modelRefusal = (
  model: ModelFacts,
  strategy: Strategy,
  hasPictures: boolean | null,
): string | null => pictureRefusal(model, hasPictures ?? true) ?? suitability(strategy, model);

/** What speaks for a model, and what it costs the person. */
const descriptions: Readonly<Record<string, (t: Translate) => string>> = {
  forest: (t) => t('Fast, needs no tuning, learns anew between two keys. The strategies of LAL need it.'),
  logistic: (t) => t('Smooth probabilities; best where classes lie on two sides of a line.'),
  mlp: (t) => t('For tables and texts; takes a while after each batch of labels, in the background.'),
  cnn: (t) => t('For images; takes seconds to minutes after each batch of labels, in the background.'),
  'gaussian-process': (t) => t('Says how sure it is; takes at most 1,000 labels.'),
};

/** All models, as Select Model offers them. */
export const modelOffers = (
  strategy: Strategy,
  hasPictures: boolean | null,
  t: Translate,
): readonly Offer[] =>
  modelFacts.map((model) => ({
    id: model.id,
    title: model.title,
    description: descriptions[model.id]?.(t) ?? '',
    refusal: modelRefusal(model, strategy, hasPictures),
  }));
