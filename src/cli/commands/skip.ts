import type { Command } from 'commander';
import { confirm } from '../confirm.ts';
import { takes, type SharedFlags } from '../options.ts';
import { openWorkspace, sampleNamed } from '../workspace.ts';

async function skip(target: string, id: string, flags: SharedFlags): Promise<void> {
  const workspace = await openWorkspace(target, flags);
  const entry = await workspace.journal.append({ op: 'skip', id: sampleNamed(workspace, id) });
  await confirm(entry, `${id} is skipped; a label clears that.`, flags);
}

/** `skip <dataset> <id>`. */
export function registerSkip(program: Command): void {
  const command = program
    .command('skip')
    .summary('leave one sample for later')
    .description('Leaves one sample for later: it is not suggested until the others are labeled.')
    .argument('<dataset>', 'folder with label-scout.json, or that file')
    .argument('<id>', 'id of the sample')
    .action(skip);
  takes(command, 'by', 'json', 'manyClasses');
}
