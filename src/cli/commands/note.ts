import type { Command } from 'commander';
import { confirm } from '../confirm.ts';
import { takes, type SharedFlags } from '../options.ts';
import { openWorkspace, sampleNamed } from '../workspace.ts';

async function note(target: string, id: string, text: string, flags: SharedFlags): Promise<void> {
  const workspace = await openWorkspace(target, flags);
  const entry = await workspace.journal.append({ op: 'note', id: sampleNamed(workspace, id), text });
  await confirm(entry, text === '' ? `The note on ${id} is removed.` : `The note on ${id} is saved.`, flags);
}

/** `note <dataset> <id> <text>`. */
export function registerNote(program: Command): void {
  const command = program
    .command('note')
    .summary('write a note on one sample')
    .description('Writes a note on one sample, in place of an earlier one; an empty text removes it.')
    .argument('<dataset>', 'folder with label-scout.json, or that file')
    .argument('<id>', 'id of the sample')
    .argument('<text>', 'the note, quoted')
    .action(note);
  takes(command, 'by', 'json', 'manyClasses');
}
