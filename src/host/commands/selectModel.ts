import { UsageError } from '../../engine/errors.ts';
import { findModelFacts } from '../../engine/modelFacts.ts';
import { findStrategy } from '../../engine/strategies/index.ts';
import { modelOffers, modelRefusal } from '../modelOffers.ts';
import { chooseDataset, requireManifest } from './chooseDataset.ts';
import { chooseFromRegistry } from './chooseFromRegistry.ts';
import type { Command } from './command.ts';
import { t } from '../localize.ts';

/** Writes the model into the manifest. Takes its id as the second argument, and asks without one. */
export const selectModel: Command = {
  name: 'selectModel',
  async run({ datasets }, given, id) {
    const dataset = await chooseDataset(datasets, given, true);
    if (dataset === undefined) return;
    requireManifest(dataset);
    const strategy = findStrategy(dataset.state.strategy);
    const offers = modelOffers(strategy, dataset.hasPictures, t);
    const title = t('Model of {0}: what learns from the labels', dataset.state.name);
    const chosen = typeof id === 'string' ? id : await chooseFromRegistry(offers, dataset.state.model, title);
    if (chosen === undefined) return;
    const refusal = modelRefusal(findModelFacts(chosen), strategy, dataset.hasPictures);
    if (refusal !== null) throw new UsageError(refusal);
    const sameOptions = chosen === dataset.state.model ? {} : { modelOptions: undefined };
    await dataset.editManifest({ model: chosen, ...sameOptions });
  },
};
