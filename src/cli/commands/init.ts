import { type Command, Option } from 'commander';
import type { SourceKind } from '../../data/folderContents.ts';
import { initDataset, type Suggestion } from '../../data/init.ts';
import { takes, type SharedFlags } from '../options.ts';
import { printDocument, printLine, say } from '../output.ts';
import { names } from '../values.ts';

interface InitFlags extends SharedFlags {
  readonly label?: string;
  readonly classes?: readonly string[];
  readonly force?: true;
  readonly kind?: SourceKind;
}

/** What was chosen for the person, and what to do next where the manifest leaves something open. */
function advise({ path, manifest, notices }: Suggestion): void {
  for (const notice of notices) say(`Notice: ${notice}`);
  const { source, classes } = manifest;
  const texts = source.kind === 'table' ? (source.features?.text ?? []) : [];
  if (texts.length > 0)
    say(
      `Notice: free text becomes features (${texts.join(', ')}); change source.features.text in ${path} if it should not.`,
    );
  const labeled = source.kind === 'table' ? source.label : (source.truth ?? source.labelFromFolder);
  if (classes === undefined && labeled === undefined)
    say(
      `Notice: ${path} names no classes yet: add "classes", or run init again with --classes a,b,c --force` +
        `${source.kind === 'table' ? ', or with --label COLUMN --force if a column holds labels' : ''}.`,
    );
  if (classes?.length === 1)
    say(`Notice: ${path} names one class; a model needs two to tell apart: add another to "classes".`);
}

async function init(source: string, flags: InitFlags): Promise<void> {
  const { label, classes, force, kind } = flags;
  const written = await initDataset(source, { label, classes, force, kind });
  advise(written);
  if (flags.json) return printDocument(written);
  await printLine(`Written: ${written.path} (${written.manifest.source.kind}).`);
}

const examples = `
Examples:
  label-scout init photos/ --classes cat,dog,other
  label-scout init splice.csv --label class`;

/** `init <source>`. */
export function registerInit(program: Command): void {
  const command = program
    .command('init')
    .summary('make a file or a folder a dataset')
    .description(
      'Looks at a table, or at a folder of images, texts or one table, and writes label-scout.json.',
    )
    .argument('<source>', 'table (CSV, TSV, JSON Lines, Parquet) or folder')
    .option('--label <column>', 'column of a table that holds class names')
    .option('--classes <names>', 'class names, separated by commas', names)
    .addOption(
      new Option('--kind <kind>', 'what to take of a folder that holds several kinds of files').choices([
        'images',
        'text',
        'table',
      ]),
    )
    .option('--force', 'replace a manifest that is already there')
    .addHelpText('after', examples)
    .action(init);
  takes(command, 'json');
}
