import { askSource, askStrategies } from '../comparison/ask.ts';
import { comparisonOf } from '../comparison/request.ts';
import { readSetting } from '../configuration.ts';
import { chooseDataset } from './chooseDataset.ts';
import type { Command } from './command.ts';
import { withTrainerProgress } from './withTrainerProgress.ts';
import { t } from '../localize.ts';

/** Says whether active learning pays off on this data. Takes the strategies' ids as its second argument, and asks without. */
export const compareStrategies: Command = {
  name: 'compareStrategies',
  async run(services, given, ids) {
    const dataset = await chooseDataset(services.datasets, given, true);
    if (dataset === undefined) return;
    const asked = await dataset.open();
    dataset.requireCurrent();
    const source = await askSource(asked);
    if (source === undefined) return;
    const strategies = Array.isArray(ids) ? ids.map(String) : await askStrategies(asked);
    if (strategies === undefined) return;
    // While the person chose, the data may have changed or been read again.
    const open = await dataset.open();
    dataset.requireCurrent();
    const comparison = comparisonOf(dataset.uri.fsPath, open, strategies, source);
    const title = t('Comparing strategies on {0}', dataset.state.name);
    const threads = readSetting('trainer.threads', dataset.uri);
    const report = await withTrainerProgress(services, { title, doing: 'comparing' }, async (signal) => {
      const life = await services.trainer.life();
      return await life.call('compare', { ...comparison, threads }, { signal });
    });
    if (report !== undefined) services.panels.showComparison(dataset, report, source);
  },
};
