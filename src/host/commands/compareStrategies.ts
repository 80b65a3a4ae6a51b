import * as vscode from 'vscode';
import { CancelledError } from '../../engine/errors.ts';
import { askSource, askStrategies } from '../comparison/ask.ts';
import { comparisonOf } from '../comparison/request.ts';
import { readSetting } from '../configuration.ts';
import { fromTrainer } from '../trainerErrors.ts';
import { chooseDataset } from './chooseDataset.ts';
import type { Command, Services } from './command.ts';

type Comparison = ReturnType<typeof comparisonOf>;

/** Replays it in the trainer, with its progress and a way to stop; undefined when the person stops it. */
function replay({ trainer }: Services, comparison: Comparison, threads: number, title: string) {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    const cancel = new AbortController();
    token.onCancellationRequested(() => cancel.abort());
    let done = 0;
    const stopListening = trainer.onState((state) => {
      if (state.kind !== 'busy' || state.activity.doing !== 'comparing') return;
      const percent = Math.round(100 * (state.activity.fraction ?? 0));
      progress.report({ increment: percent - done, message: `${percent} %` });
      done = percent;
    });
    try {
      const life = await trainer.life();
      return await life.call('compare', { ...comparison, threads }, { signal: cancel.signal });
    } catch (error) {
      const known = fromTrainer(error);
      if (cancel.signal.aborted || known instanceof CancelledError) return undefined;
      throw known;
    } finally {
      stopListening();
    }
  });
}

/** Says whether active learning pays off on this data. Takes the strategies' ids as its second argument, and asks without. */
export const compareStrategies: Command = {
  name: 'compareStrategies',
  async run(services, given, ids) {
    const dataset = await chooseDataset(services.datasets, given, true);
    if (dataset === undefined) return;
    const open = await dataset.open();
    const source = await askSource(open);
    if (source === undefined) return;
    const strategies = Array.isArray(ids) ? ids.map(String) : await askStrategies(open);
    if (strategies === undefined) return;
    const comparison = comparisonOf(dataset.uri.fsPath, open, strategies, source);
    const title = vscode.l10n.t('Comparing strategies on {0}', dataset.state.name);
    const report = await replay(services, comparison, readSetting('trainer.threads', dataset.uri), title);
    if (report !== undefined) services.panels.showComparison(dataset, report, source);
  },
};
