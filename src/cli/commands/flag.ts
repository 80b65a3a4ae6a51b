import type { Command } from 'commander';
import { confirm } from '../confirm.ts';
import { takes, type SharedFlags } from '../options.ts';
import { openWorkspace, sampleNamed } from '../workspace.ts';

interface FlagFlags extends SharedFlags {
  readonly off?: true;
}

async function flag(target: string, id: string, flags: FlagFlags): Promise<void> {
  const workspace = await openWorkspace(target, flags);
  const on = flags.off !== true;
  const entry = await workspace.journal.append({ op: 'flag', id: sampleNamed(workspace, id), on });
  await confirm(entry, on ? `${id} is flagged.` : `${id} is no longer flagged.`, flags);
}

/** `flag <dataset> <id>`. */
export function registerFlag(program: Command): void {
  const command = program
    .command('flag')
    .summary('mark one sample for a second look')
    .description('Marks one sample for a second look, or takes the mark away.')
    .argument('<dataset>', 'folder with label-scout.json, or that file')
    .argument('<id>', 'id of the sample')
    .option('--off', 'take the flag away')
    .action(flag);
  takes(command, 'by', 'json', 'manyClasses');
}
