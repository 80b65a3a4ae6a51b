import type { Command } from 'commander';
import { HumanError, UsageError } from '../../engine/errors.ts';
import { labelsOf, labeledClassNamed } from '../classes.ts';
import { confirm } from '../confirm.ts';
import { takes, type SharedFlags } from '../options.ts';
import { countOf } from '../output.ts';
import { classNamed, openWorkspace } from '../workspace.ts';

async function mergeClass(target: string, name: string, into: string, flags: SharedFlags): Promise<void> {
  const workspace = await openWorkspace(target, flags);
  const { classes, journal } = workspace;
  const from = labeledClassNamed(workspace, name);
  const to = classNamed(workspace, into);
  if (from === to) throw new UsageError(`${from} cannot be merged into itself; name another class.`);
  if (classes.length <= 2 && classes.includes(from))
    throw new HumanError('Two classes are the fewest there can be: none can be merged.');
  const entry = await journal.append({ op: 'merge-class', from: [from], to });
  await confirm(
    entry,
    `${from} is part of ${to} now, with ${countOf(labelsOf(workspace, from), 'label')}.`,
    flags,
  );
}

/** `merge-class <dataset> <from> <into>`. */
export function registerMergeClass(program: Command): void {
  const command = program
    .command('merge-class')
    .summary('let one class take in another')
    .description(
      'Lets one class take in the labels of another, as one entry that undo takes back. The manifest and the data keep the old name, which stands for the class it is part of from then on.',
    )
    .argument('<dataset>', 'folder with label-scout.json, or that file')
    .argument('<from>', 'name of the class that goes')
    .argument('<into>', 'name of the class that stays')
    .addHelpText('after', '\nExample:\n  label-scout merge-class animals/ kitten cat')
    .action(mergeClass);
  takes(command, 'by', 'json', 'manyClasses');
}
