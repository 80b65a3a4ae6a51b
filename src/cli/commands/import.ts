import type { Command } from 'commander';
import { HumanError } from '../../engine/errors.ts';
import {
  describeImport,
  describeProblems,
  describeReading,
  type KnownNames,
} from '../../engine/exchange/describeImport.ts';
import { importDrafts } from '../../engine/exchange/importDrafts.ts';
import { exchangeFormats } from '../../engine/exchange/index.ts';
import type { ImportProblem, PassedOverReason, SortedImport } from '../../engine/exchange/sortImport.ts';
import { inEnglish } from '../../engine/translate.ts';
import { readImport } from '../importLabels.ts';
import { takes, type SharedFlags } from '../options.ts';
import { printDocument, printLine, say, sayNotices } from '../output.ts';
import { openWorkspace } from '../workspace.ts';

interface ImportFlags extends SharedFlags {
  readonly format?: string;
  readonly column?: string;
  readonly skipUnknown?: true;
}

/** @throws HumanError that names the first problems, when there are any. */
function refuseProblems(problems: readonly ImportProblem[], known: KnownNames, file: string): void {
  if (problems.length === 0) return;
  const sentences = describeProblems(problems, known, inEnglish).join('; ');
  throw new HumanError(
    `${file}, ${sentences}; nothing was imported: mend the file, or pass --skip-unknown to leave those lines out.`,
  );
}

/** The counts of an import, as `--json` prints them. */
function countsOf({ fresh, unchanged, problems, flags, notes, passedOver }: SortedImport): object {
  const passed = (reason: PassedOverReason): number => passedOver.get(reason)?.count ?? 0;
  return {
    imported: fresh.length,
    unchanged,
    skipped: problems.length,
    flags: flags.length,
    notes: notes.size,
    passedOver: {
      unlabeled: passed('unlabeled'),
      rejected: passed('rejected'),
      ignored: passed('ignored'),
      unanswered: passed('unanswered'),
    },
  };
}

async function importLabels(target: string, file: string, flags: ImportFlags): Promise<void> {
  const workspace = await openWorkspace(target, flags);
  const { sorted, notices } = await readImport(file, flags, workspace);
  const known = { ids: workspace.dataset.ids, classes: workspace.classes };
  if (!flags.skipUnknown) refuseProblems(sorted.problems, known, file);
  sayNotices([...describeReading(sorted, inEnglish), ...notices]);
  for (const problem of describeProblems(sorted.problems, known, inEnglish)) say(`Left out: ${problem}.`);
  await workspace.journal.appendAll(importDrafts(sorted));
  if (flags.json) return printDocument(countsOf(sorted));
  const skipped = sorted.problems.length === 0 ? [] : [`Lines left out: ${sorted.problems.length}.`];
  await printLine([...describeImport(sorted, inEnglish), ...skipped].join(' '));
}

/** `import <dataset> FILE [--format csv|jsonl] [--column NAME]`. */
export function registerImport(program: Command): void {
  const formats = exchangeFormats.map(({ id }) => id).join(', ');
  const command = program
    .command('import')
    .summary('read labels in')
    .description(
      'Reads labels, flags and notes from a file into the journal. Every id and class is checked before anything is written.',
    )
    .argument('<dataset>', 'folder with label-scout.json, or that file')
    .argument('<file>', 'file with an id and a label on each line')
    .option('--format <id>', `format: ${formats} (default: what the file looks like)`)
    .option('--column <name>', 'column of the labels (default: label)')
    .option(
      '--skip-unknown',
      'leave out lines with an unknown id or class, several classes or a contradiction, instead of refusing the file',
    )
    .addHelpText('after', '\nExample:\n  label-scout import digits/ labels.csv --column digit')
    .action(importLabels);
  takes(command, 'by', 'json', 'manyClasses');
}
