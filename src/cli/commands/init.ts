import { type Command, Option } from 'commander';
import type { Account } from '../../data/account.ts';
import type { SourceKind } from '../../data/folderContents.ts';
import { initDataset, type Suggestion } from '../../data/init.ts';
import { summarizeTaken } from '../../data/summary.ts';
import { noticeLeftOut } from '../../data/table/leftOut.ts';
import { takes, type SharedFlags } from '../options.ts';
import { printDocument, printLine, say, sayNotices } from '../output.ts';
import { names } from '../values.ts';

interface InitFlags extends SharedFlags {
  readonly label?: string;
  readonly classes?: readonly string[];
  readonly force?: true;
  readonly kind?: SourceKind;
}

/** Columns that no model will learn from: said once, where the manifest is written. */
function sayLeftOut({ columns }: Account): void {
  for (const notice of noticeLeftOut(columns.filter(({ role }) => role === 'left-out')))
    say(`Notice: ${notice}`);
}

/** What was chosen for the person, and what to do next where the manifest leaves something open. */
function advise({ path, manifest, account, notices }: Suggestion): void {
  sayNotices(notices);
  const { source, classes } = manifest;
  sayLeftOut(account);
  if (source.kind === 'table' && source.header === false)
    say(
      `Notice: ${source.files[0]} seems to have no line of column names: its columns are called column 1, column 2, …; write "header": true into source in ${path} if its first line names them.`,
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
  const { path, manifest, account } = written;
  if (flags.json) return printDocument({ path, manifest });
  const taken = manifest.source.kind;
  await printLine(`Written: ${path} (${taken}).`);
  await printLine(summarizeTaken(account, taken));
  await printLine(`Change it in ${path}; \`label-scout describe\` lists every file and column.`);
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
