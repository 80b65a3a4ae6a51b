import { UsageError } from '../../engine/errors.ts';
import { renameProblem, type RenameProblem } from '../../engine/journal/renameProblem.ts';
import { showInputBox } from '../say/inputBox.ts';
import { chooseClass } from './chooseClass.ts';
import { chooseDataset } from './chooseDataset.ts';
import type { Command } from './command.ts';
import { t } from '../localize.ts';

type Sentence = (name: string, owner: string) => string | undefined;

/** What to say of a new name that cannot be given; of the present name nothing. */
const sentences: Readonly<Record<RenameProblem['kind'], Sentence>> = {
  empty: () => t('Type a name.'),
  same: () => undefined,
  taken: (name) => t('There is a class “{0}” already. To put both together use “Merge Class Into…”.', name),
  former: (name, owner) => t('“{0}” was the name of the class “{1}” and stands for it still.', name, owner),
};

/**
 * Gives a class and all of its labels another name, as one entry of the journal: undo takes it back. The manifest
 * and the data keep the old name, which stands for the new one from then on. Takes the new name as its second argument.
 */
export const renameClass: Command = {
  name: 'renameClass',
  async run({ datasets }, given, newName) {
    const dataset = await chooseDataset(datasets, given, true);
    if (dataset === undefined) return;
    const { journal, session } = await dataset.open();
    const { classes } = session.snapshot;
    const from = await chooseClass(classes, given, t('Which class is to have another name?'));
    if (from === undefined) return;
    const names = classes.map(({ name }) => name);
    const problemOf = (text: string): string | undefined => {
      const problem = renameProblem(journal.state, names, from, text.trim());
      return problem === null ? undefined : sentences[problem.kind](text.trim(), problem.owner);
    };
    const typed = typeof newName === 'string' ? newName : await askName(from, problemOf);
    const to = typed?.trim();
    if (to === undefined || to === from) return;
    const problem = problemOf(to);
    if (problem !== undefined) throw new UsageError(problem);
    await journal.append({ op: 'rename-class', from, to });
    await session.refresh();
  },
};

const askName = (from: string, validateInput: (text: string) => string | undefined) =>
  showInputBox({
    title: t('New name of “{0}”', from),
    prompt: t('All of its labels get it, and “Undo Last Answer” takes it back.'),
    value: from,
    validateInput,
  });
