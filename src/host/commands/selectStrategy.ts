import { findModelFacts } from '../../engine/modelFacts.ts';
import { findStrategy, strategies } from '../../engine/strategies/index.ts';
import { suitability } from '../../engine/suitability.ts';
import { UsageError } from '../../engine/errors.ts';
import type { Strategy } from '../../engine/types.ts';
import { describeGain, describeMeasured } from '../describeFinding.ts';
import { chooseDataset, requireManifest } from './chooseDataset.ts';
import { chooseFromRegistry } from './chooseFromRegistry.ts';
import type { Command } from './command.ts';
import { t } from '../localize.ts';

/** Writes the strategy into the manifest. Takes its id as the second argument, and asks without one. */
export const selectStrategy: Command = {
  name: 'selectStrategy',
  async run({ datasets }, given, id) {
    const dataset = await chooseDataset(datasets, given, true);
    if (dataset === undefined) return;
    requireManifest(dataset);
    const model = findModelFacts(dataset.state.model);
    const refusalOf = (strategy: Strategy): string | null =>
      suitability(strategy, model, dataset.state.classes.length);
    const offers = strategies.map((strategy) => ({
      ...strategy,
      description: `${strategy.description} ${describeMeasured(strategy.id, model.id, t)}`,
      figure: describeGain(strategy.id, model.id, t),
      refusal: refusalOf(strategy),
    }));
    const title = t('Strategy of {0}: which sample is asked next', dataset.state.name);
    const chosen =
      typeof id === 'string' ? id : await chooseFromRegistry(offers, dataset.state.strategy, title);
    if (chosen === undefined) return;
    const refusal = refusalOf(findStrategy(chosen));
    if (refusal !== null) throw new UsageError(refusal);
    // Options belong to the strategy they were written for.
    const sameOptions = chosen === dataset.state.strategy ? {} : { strategyOptions: undefined };
    await dataset.editManifest({ strategy: chosen, ...sameOptions });
  },
};
