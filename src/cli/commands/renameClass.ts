import type { Command } from 'commander';
import { UsageError } from '../../engine/errors.ts';
import { renameProblem, type RenameProblem } from '../../engine/journal/renameProblem.ts';
import { labelsOf, labeledClassNamed } from '../classes.ts';
import { confirm } from '../confirm.ts';
import { takes, type SharedFlags } from '../options.ts';
import { countOf } from '../output.ts';
import { openWorkspace } from '../workspace.ts';

type Sentence = (from: string, to: string, owner: string) => string;

/** What to say of a new name that cannot be given. */
const sentences: Readonly<Record<RenameProblem['kind'], Sentence>> = {
  empty: (from) => `The new name of ${from} is empty; give it a name.`,
  same: (from) => `${from} is called so already; give it another name.`,
  taken: (_from, to) =>
    `There is a class "${to}" already; \`label-scout merge-class\` puts the labels of both together.`,
  former: (_from, to, owner) =>
    `"${to}" was the name of the class "${owner}" and stands for it still; choose another.`,
};

async function renameClass(target: string, name: string, newName: string, flags: SharedFlags): Promise<void> {
  const workspace = await openWorkspace(target, flags);
  const from = labeledClassNamed(workspace, name);
  const to = newName.trim();
  const problem = renameProblem(workspace.journal.state, workspace.classes, from, to);
  if (problem !== null) throw new UsageError(sentences[problem.kind](from, to, problem.owner));
  const entry = await workspace.journal.append({ op: 'rename-class', from, to });
  await confirm(
    entry,
    `${from} is called ${to} now, with ${countOf(labelsOf(workspace, from), 'label')}.`,
    flags,
  );
}

/** `rename-class <dataset> <from> <to>`. */
export function registerRenameClass(program: Command): void {
  const command = program
    .command('rename-class')
    .summary('give a class another name')
    .description(
      'Gives a class and all of its labels another name, as one entry that undo takes back. The manifest and the data keep the old name, which stands for the new one from then on.',
    )
    .argument('<dataset>', 'folder with label-scout.json, or that file')
    .argument('<from>', 'name of the class')
    .argument('<to>', 'its new name, which no other class has')
    .addHelpText('after', '\nExample:\n  label-scout rename-class digits/ sven seven')
    .action(renameClass);
  takes(command, 'by', 'json', 'manyClasses');
}
