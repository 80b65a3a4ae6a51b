import { HumanError } from '../../engine/errors.ts';
import { findModelFacts } from '../../engine/modelFacts.ts';
import { strategies } from '../../engine/strategies/index.ts';
import { suitability } from '../../engine/suitability.ts';
import { describeGain, describeMeasured } from '../describeFinding.ts';
import type { OpenDataset } from '../openDataset.ts';
import { showQuickPick, showQuickPicks } from '../say/quickPick.ts';
import { rowsOf, type LabelSource } from './request.ts';
import { t } from '../localize.ts';

/** Fewer rows than this say nothing: half of them are measured on. */
const fewestRows = 40;

/** Ids of the strategies to compare, `random` always among them; undefined when the person gives up. */
export async function askStrategies({ session, facts }: OpenDataset): Promise<string[] | undefined> {
  const { settings } = session.snapshot;
  const model = findModelFacts(settings.model);
  const suitable = strategies.filter(
    (strategy) => strategy.id !== 'random' && suitability(strategy, model, facts.classes.length) === null,
  );
  const items = suitable.map(({ id, title, description }) => ({
    id,
    label: title,
    description: [id, describeGain(id, model.id, t)].filter(Boolean).join(' · '),
    detail: `${description} ${describeMeasured(id, model.id, t)}`,
    picked: id === settings.strategy || id === 'margin',
  }));
  const title = t('Which strategies are to be compared with asking at random?');
  const chosen = await showQuickPicks(items, { title });
  if (chosen === undefined || chosen.length === 0) return undefined;
  return ['random', ...chosen.map(({ id }) => id)];
}

/**
 * Which labels to replay; asked only where there is a choice.
 * @throws HumanError where there are too few of either.
 */
export async function askSource(open: OpenDataset): Promise<LabelSource | undefined> {
  const known = {
    source: 'known' as const,
    label: t('The labels the data came with ({0})', rowsOf(open, 'known')),
    detail: t('A fair sample: they were there before anyone chose.'),
  };
  const journal = {
    source: 'journal' as const,
    label: t('Your labels so far ({0})', rowsOf(open, 'journal')),
    detail: t('A rough guide: most of these samples were chosen by a strategy.'),
  };
  const items = [known, journal].filter(({ source }) => rowsOf(open, source) >= fewestRows);
  if (items.length === 0) {
    throw new HumanError(
      t(
        'Comparing strategies replays labeling on samples whose labels are known, and takes at least {0} of them: label {1} more.',
        fewestRows,
        fewestRows - rowsOf(open, 'journal'),
      ),
    );
  }
  if (items.length === 1) return items[0]!.source;
  const title = t('Which labels are to be replayed?');
  return (await showQuickPick(items, { title }))?.source;
}
