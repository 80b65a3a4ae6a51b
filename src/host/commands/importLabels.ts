import { basename } from 'node:path';
import * as vscode from 'vscode';
import {
  describeImport,
  describePassedOver,
  describeProblems,
  describeReading,
} from '../../engine/exchange/describeImport.ts';
import { guessFormat } from '../../engine/exchange/guessFormat.ts';
import { importDrafts, importTarget } from '../../engine/exchange/importDrafts.ts';
import { exchangeFormats } from '../../engine/exchange/index.ts';
import { LabelColumnError } from '../../engine/exchange/reading/columns.ts';
import { decodeText } from '../../engine/exchange/reading/decode.ts';
import { sortImport, type SortedImport } from '../../engine/exchange/sortImport.ts';
import type { ImportedFile } from '../../engine/exchange/types.ts';
import type { OpenDataset } from '../openDataset.ts';
import { askFile } from '../say/fileDialogs.ts';
import { confirm, showInformationMessage } from '../say/messages.ts';
import { showQuickPick } from '../say/quickPick.ts';
import { chooseDataset } from './chooseDataset.ts';
import type { Command } from './command.ts';
import { t } from '../localize.ts';

async function chooseFile(defaultUri: vscode.Uri): Promise<vscode.Uri | undefined> {
  const extensions = exchangeFormats.flatMap(({ extension, alsoReads }) => [extension, ...alsoReads]);
  const filters = { [t('Labels')]: extensions };
  return await askFile(filters, defaultUri);
}

const decodeUtf8 = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes);

/**
 * Asks which column holds the labels where the file does not say; undefined where the person does not choose.
 * @throws HumanError when the file is no text, of no known format, or a line is wrong.
 */
async function readLabels(file: vscode.Uri, { manifest }: OpenDataset): Promise<ImportedFile | undefined> {
  const name = basename(file.path);
  const bytes = await vscode.workspace.fs.readFile(file);
  const { text, notices } = decodeText(bytes, name, decodeUtf8, t);
  const format = guessFormat(text, name);
  const idColumn = manifest.source.kind === 'table' ? manifest.source.id : undefined;
  const read = (column?: string): ImportedFile => {
    const { lines, notices: more } = format.read(text, name, { t, column, idColumn });
    return { lines, notices: [...notices, ...more] };
  };
  try {
    return read();
  } catch (error) {
    if (!(error instanceof LabelColumnError) || error.columns.length === 0) throw error;
    const placeHolder = t('Which column of {0} holds the labels?', name);
    const columns = error.columns.map((label) => ({ label }));
    const column = await showQuickPick(columns, { placeHolder });
    return column === undefined ? undefined : read(column.label);
  }
}

interface Import {
  readonly sorted: SortedImport;
  /** Sentences about what was tolerated, guessed, left out or not read. */
  readonly notices: readonly string[];
}

function heldAgainst({ lines, notices }: ImportedFile, { facts, journal, session }: OpenDataset): Import {
  const classes = session.snapshot.classes.map(({ name }) => name);
  const sorted = sortImport(lines, importTarget(facts, journal.state, classes));
  const problems = describeProblems(sorted.problems, { ids: facts.ids, classes }, t);
  const leftOut = problems.map((problem) => t('Left out: {0}.', problem));
  return { sorted, notices: [...leftOut, ...describeReading(sorted, t), ...notices] };
}

/** Nothing is written before the person has seen what would be. */
async function confirmImport({ sorted, notices }: Import): Promise<boolean> {
  const { fresh, unchanged, flags, notes } = sorted;
  const detail = [
    t('{0} are there already.', unchanged),
    ...(flags.length + notes.size > 0 ? [t('Flags: {0}, notes: {1}.', flags.length, notes.size)] : []),
    ...describePassedOver(sorted, t),
    ...notices,
  ];
  const message = fresh.length === 1 ? t('Import 1 label?') : t('Import {0} labels?', fresh.length);
  return await confirm({ message, detail, action: t('Import') });
}

/** Takes the file as its second argument, which then is not asked about. */
export const importLabels: Command = {
  name: 'importLabels',
  async run({ datasets }, given, from) {
    const dataset = await chooseDataset(datasets, given, true);
    if (dataset === undefined) return;
    const file = from instanceof vscode.Uri ? from : await chooseFile(dataset.folder);
    if (file === undefined) return;
    const open = await dataset.open();
    const read = await readLabels(file, open);
    if (read === undefined) return;
    const labels = heldAgainst(read, open);
    const asks = !(from instanceof vscode.Uri);
    if (asks && !(await confirmImport(labels))) return;
    const { journal, session } = open;
    await journal.appendAll(importDrafts(labels.sorted));
    await session.refresh();
    const sentences = [...describeImport(labels.sorted, t), ...(asks ? [] : labels.notices)];
    void showInformationMessage(sentences.join(' '));
  },
};
