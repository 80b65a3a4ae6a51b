import type { Command } from 'commander';
import { stat } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import type { Account } from '../../data/account.ts';
import { suggestManifest } from '../../data/init.ts';
import { openDataset } from '../../data/open.ts';
import { manifestName, type Source } from '../../protocol/manifest.ts';
import { accountText } from '../accountText.ts';
import { takes, type SharedFlags } from '../options.ts';
import { noticeOnce, printDocument, printLine, sayNotices } from '../output.ts';

/** An account and where the choices it speaks of can be changed. */
interface Described {
  readonly account: Account;
  readonly kind: Source['kind'];
  /** The manifest, written or to be written. */
  readonly manifest: string;
  readonly isWritten: boolean;
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );

/** A manifest is read; anything else is looked at as `init` would, whatever lies beside it. */
async function describeTarget(target: string, flags: SharedFlags): Promise<Described> {
  const inside = join(target, manifestName);
  const manifest = extname(target).toLowerCase() === '.json' ? target : inside;
  if (manifest === inside && !(await isFile(inside))) {
    const { account, path, manifest: suggested, notices } = await suggestManifest(target);
    sayNotices(notices);
    return { account, kind: suggested.source.kind, manifest: path, isWritten: false };
  }
  const dataset = await openDataset(target, {
    manyClasses: flags.manyClasses ?? false,
    onNotice: noticeOnce,
  });
  try {
    sayNotices(dataset.notices);
    return { account: await dataset.account(), kind: dataset.kind, manifest, isWritten: true };
  } finally {
    dataset.close();
  }
}

async function describe(target: string, flags: SharedFlags): Promise<void> {
  const { account, kind, manifest, isWritten } = await describeTarget(target, flags);
  if (flags.json) return printDocument(account);
  await printLine(accountText(account, kind));
  const change = isWritten
    ? `Change what is read in ${manifest}: source.files, source.features.`
    : `Nothing is written yet: \`label-scout init\` writes ${join(dirname(manifest), manifestName)}, where all this can be changed.`;
  await printLine(`\n${change}`);
}

const examples = `
Examples:
  label-scout describe splice.csv              what init would take, before anything is written
  label-scout describe digits/ --json          every file and column, and why`;

/** `describe <dataset|source>`. */
export function registerDescribe(program: Command): void {
  const command = program
    .command('describe')
    .summary('what is read, what is left out, and why')
    .description(
      'Gives an account of a dataset, or of a file or folder that is none yet: every file, column and row that is read or left out, with the reason, and what was guessed.',
    )
    .argument('<dataset>', 'folder with label-scout.json, that file, or any table or folder')
    .addHelpText('after', examples)
    .action(describe);
  takes(command, 'json', 'manyClasses');
}
