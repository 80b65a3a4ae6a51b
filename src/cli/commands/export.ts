import type { Command } from 'commander';
import { UsageError } from '../../engine/errors.ts';
import { exportedLabel } from '../../engine/exchange/currentLabels.ts';
import { describeLeftOut } from '../../engine/exchange/describeExport.ts';
import { exchangeFormats, findExchangeFormat } from '../../engine/exchange/index.ts';
import { exportedFields } from '../../engine/exchange/types.ts';
import { inEnglish } from '../../engine/translate.ts';
import { writeOutput } from '../../runtime/outputFile.ts';
import { checkFolder } from '../checkFolder.ts';
import { printDocument, say, sayNotices, writeOut } from '../output.ts';
import { takes, type SharedFlags } from '../options.ts';
import { openWorkspace } from '../workspace.ts';

interface ExportFlags extends SharedFlags {
  readonly format: string;
  readonly out?: string;
}

async function exportLabels(target: string, flags: ExportFlags): Promise<void> {
  const format = findExchangeFormat(flags.format);
  if (flags.out !== undefined) await checkFolder('--out', flags.out, target);
  else if (flags.json)
    throw new UsageError('--json needs --out: without it the labels themselves go to standard output.');
  const { dataset, journal, labels } = await openWorkspace(target, flags);
  sayNotices(describeLeftOut(labels, journal.state, inEnglish));
  const text = format.write(exportedFields, labels.map(exportedLabel));
  if (flags.out === undefined) return writeOut(text);
  await writeOutput(dataset.folder, flags.out, text);
  if (flags.json) return printDocument({ out: flags.out, format: format.id, labels: labels.length });
  say(`${labels.length} ${labels.length === 1 ? 'label' : 'labels'} written to ${flags.out}.`);
}

/** `export <dataset> --format csv|jsonl [--out PATH]`. */
export function registerExport(program: Command): void {
  const formats = exchangeFormats.map(({ id }) => id).join(', ');
  const command = program
    .command('export')
    .summary('write the labels out')
    .description('Writes one row for every sample that is labeled now, in the order of the dataset.')
    .argument('<dataset>', 'folder with label-scout.json, or that file')
    .requiredOption('--format <id>', `format: ${formats}`)
    .option('--out <path>', 'file to write (default: standard output)')
    .addHelpText('after', '\nExample:\n  label-scout export digits/ --format csv --out labels.csv')
    .action(exportLabels);
  takes(command, 'manyClasses', 'json');
}
