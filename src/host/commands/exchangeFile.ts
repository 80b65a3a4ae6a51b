import { basename } from 'node:path';
import * as vscode from 'vscode';
import { exchangeFormats, findExchangeFormat } from '../../engine/exchange/index.ts';
import type { ExchangeFormat } from '../../engine/exchange/types.ts';
import type { Dataset } from '../dataset.ts';
import { fileNameOf } from '../fileNameOf.ts';
import { t } from '../localize.ts';
import { askTarget } from '../say/fileDialogs.ts';
import { showInformationMessage } from '../say/messages.ts';
import { showQuickPick } from '../say/quickPick.ts';
import { writeText } from '../writeText.ts';

/** What a command that writes a table takes as its second argument; it asks for what is not given. */
export interface WantedFile {
  readonly format?: string;
  readonly target?: vscode.Uri;
}

/** The format that is wanted, or the one the person chooses. */
export async function formatOf(
  { format }: WantedFile,
  placeHolder: string,
): Promise<ExchangeFormat | undefined> {
  if (format !== undefined) return findExchangeFormat(format);
  const items = exchangeFormats.map((each) => ({
    label: each.title,
    description: `.${each.extension}`,
    format: each,
  }));
  return (await showQuickPick(items, { placeHolder }))?.format;
}

/** Where the file goes: as wanted, or as the person chooses, a file beside the dataset being proposed. */
export async function targetOf(
  { target }: WantedFile,
  dataset: Dataset,
  format: ExchangeFormat,
  what: 'labels' | 'predictions',
): Promise<vscode.Uri | undefined> {
  if (target !== undefined) return target;
  const name = `${fileNameOf(dataset.state.name)}-${what}.${format.extension}`;
  return await askTarget(vscode.Uri.joinPath(dataset.folder, name), { [format.title]: [format.extension] });
}

/** Writes the file, and says so with an offer to open it, for which nobody waits. */
export async function writeAndTell(
  { folder }: Dataset,
  target: vscode.Uri,
  text: string,
  message: (file: string) => string,
): Promise<void> {
  await writeText(folder, target, text);
  void offerToOpen(target, message(basename(target.path)));
}

async function offerToOpen(target: vscode.Uri, message: string): Promise<void> {
  const open = t('Open');
  if ((await showInformationMessage(message, open)) === open) {
    await vscode.commands.executeCommand('vscode.open', target);
  }
}
