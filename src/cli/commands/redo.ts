import type { Command } from 'commander';
import { HumanError } from '../../engine/errors.ts';
import { confirm } from '../confirm.ts';
import { describeEntry } from '../describeEntry.ts';
import { takes, type SharedFlags } from '../options.ts';
import { openJournalOf } from '../workspace.ts';

async function redo(target: string, flags: SharedFlags): Promise<void> {
  const journal = await openJournalOf(target, flags);
  const entry = await journal.redo();
  if (!entry)
    throw new HumanError(
      `There is nothing of ${journal.by} to redo: a new entry makes earlier undone ones final.`,
    );
  await confirm(entry, `Redone: ${describeEntry(entry)}.`, flags);
}

/** `redo <dataset>`. */
export function registerRedo(program: Command): void {
  const command = program
    .command('redo')
    .summary('bring the last undone entry again')
    .description(
      'Brings back the last entry the same person has undone, unless they have written a new one since.',
    )
    .argument('<dataset>', 'folder with label-scout.json, or that file')
    .action(redo);
  takes(command, 'by', 'json');
}
