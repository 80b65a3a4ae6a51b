import { HumanError } from '../../engine/errors.ts';
import { chooseClass } from './chooseClass.ts';
import { chooseDataset } from './chooseDataset.ts';
import type { Command } from './command.ts';
import { t } from '../localize.ts';

/**
 * Lets one class take in the labels of another, as one entry of the journal: undo takes it back. Takes the class
 * that stays as its second argument.
 */
export const mergeClass: Command = {
  name: 'mergeClass',
  async run({ datasets }, given, into) {
    const dataset = await chooseDataset(datasets, given, true);
    if (dataset === undefined) return;
    const { journal, session } = await dataset.open();
    const { classes } = session.snapshot;
    if (classes.length <= 2)
      throw new HumanError(t('Two classes are the fewest there can be: none can be merged.'));
    const from = await chooseClass(classes, given, t('Which class is to be merged into another?'));
    if (from === undefined) return;
    const others = classes.filter(({ name }) => name !== from);
    const placeHolder = t('Which class takes in the labels of “{0}”? Undo takes it back.', from);
    const to = await chooseClass(others, into, placeHolder);
    if (to === undefined) return;
    await journal.append({ op: 'merge-class', from: [from], to });
    await session.refresh();
  },
};
