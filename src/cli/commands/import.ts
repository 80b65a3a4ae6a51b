import type { Command } from 'commander';
import { HumanError } from '../../engine/errors.ts';
import { exchangeFormats, findExchangeFormat } from '../../engine/exchange/index.ts';
import { readUtf8 } from '../../runtime/readUtf8.ts';
import { describeProblem, sortForWorkspace } from '../importLabels.ts';
import { takes, type SharedFlags } from '../options.ts';
import { printDocument, printLine, say } from '../output.ts';
import { openWorkspace } from '../workspace.ts';

interface ImportFlags extends SharedFlags {
  readonly format: string;
  readonly skipUnknown?: true;
}

/** @throws HumanError that shows the first problem, when there is one and nobody asked to skip it. */
function refuseProblems(problems: readonly string[], file: string): void {
  const [first] = problems;
  if (first === undefined) return;
  const others = problems.length === 1 ? '' : ` (and ${problems.length - 1} more such lines)`;
  throw new HumanError(
    `${file}, ${first}${others}; nothing was imported: mend the file, or pass --skip-unknown to leave those lines out.`,
  );
}

async function importLabels(target: string, file: string, flags: ImportFlags): Promise<void> {
  const format = findExchangeFormat(flags.format);
  const workspace = await openWorkspace(target, flags);
  const text = await readUtf8(file);
  const sorted = sortForWorkspace(workspace, format.read(text, file));
  const problems = sorted.problems.map((problem) => describeProblem(problem, workspace));
  if (!flags.skipUnknown) refuseProblems(problems, file);
  for (const problem of problems.slice(0, 3)) say(`Left out: ${problem}.`);
  await workspace.journal.appendAll(
    sorted.fresh.map(({ id, label }) => ({ op: 'label', id, label, source: 'import' })),
  );
  const counts = {
    imported: sorted.fresh.length,
    unchanged: sorted.unchanged,
    skipped: problems.length,
  };
  if (flags.json) return printDocument(counts);
  await printLine(`${counts.imported} imported, ${counts.unchanged} unchanged, ${counts.skipped} skipped.`);
}

/** `import <dataset> FILE --format csv|jsonl`. */
export function registerImport(program: Command): void {
  const formats = exchangeFormats.map(({ id }) => id).join(', ');
  const command = program
    .command('import')
    .summary('read labels in')
    .description(
      'Reads labels from a file into the journal. Every id and class is checked before anything is written.',
    )
    .argument('<dataset>', 'folder with label-scout.json, or that file')
    .argument('<file>', 'file with an id and a label on each line')
    .requiredOption('--format <id>', `format: ${formats}`)
    .option('--skip-unknown', 'leave out lines with an unknown id or class instead of refusing the file')
    .addHelpText('after', '\nExample:\n  label-scout import digits/ labels.csv --format csv')
    .action(importLabels);
  takes(command, 'by', 'json', 'manyClasses');
}
