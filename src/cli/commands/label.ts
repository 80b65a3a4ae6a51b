import type { Command } from 'commander';
import { confirm } from '../confirm.ts';
import { takes, type SharedFlags } from '../options.ts';
import { classNamed, openWorkspace, sampleNamed } from '../workspace.ts';

async function label(target: string, id: string, className: string, flags: SharedFlags): Promise<void> {
  const workspace = await openWorkspace(target, flags);
  const draft = {
    op: 'label',
    id: sampleNamed(workspace, id),
    label: classNamed(workspace, className),
    source: 'cli',
  } as const;
  await confirm(await workspace.journal.append(draft), `${id} is labeled ${draft.label}.`, flags);
}

/** `label <dataset> <id> <class>`. */
export function registerLabel(program: Command): void {
  const command = program
    .command('label')
    .summary('label one sample')
    .description('Labels one sample. When the command ends with exit code 0, the label is on disk.')
    .argument('<dataset>', 'folder with label-scout.json, or that file')
    .argument('<id>', 'id of the sample, as suggest prints it')
    .argument('<class>', 'name of the class')
    .addHelpText(
      'after',
      '\nExample:\n  label-scout label digits/ 0042.png seven\n  label-scout label digits/ -- -1 seven      an id that begins with a dash',
    )
    .action(label);
  takes(command, 'by', 'json', 'manyClasses');
}
