import type { Command } from 'commander';
import { HumanError } from '../../engine/errors.ts';
import { confirm } from '../confirm.ts';
import { describeEntry } from '../describeEntry.ts';
import { takes, type SharedFlags } from '../options.ts';
import { openJournalOf } from '../workspace.ts';

async function undo(target: string, flags: SharedFlags): Promise<void> {
  const journal = await openJournalOf(target, flags);
  const entry = await journal.undo();
  if (!entry) throw new HumanError(`There is nothing of ${journal.by} to undo; --by names someone else.`);
  await confirm(entry, `Undone: ${describeEntry(entry)}.`, flags);
}

/** `undo <dataset>`. */
export function registerUndo(program: Command): void {
  const command = program
    .command('undo')
    .summary('take the last entry back')
    .description('Takes back the last entry by the same person. Undo is itself an entry: nothing is lost.')
    .argument('<dataset>', 'folder with label-scout.json, or that file')
    .action(undo);
  takes(command, 'by', 'json');
}
