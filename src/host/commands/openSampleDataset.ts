import * as vscode from 'vscode';
import { HumanError } from '../../engine/errors.ts';
import { manifestName } from '../../protocol/manifest.ts';
import { exists } from '../exists.ts';
import { askFolder } from '../say/fileDialogs.ts';
import { showQuickPick } from '../say/quickPick.ts';
import { rememberToLabel } from '../startAfterOpening.ts';
import type { Command, Services } from './command.ts';
import { t } from '../localize.ts';

interface Sample {
  readonly id: string;
  readonly title: string;
  readonly icon: string;
  readonly detail: string;
}

const samples = (): readonly Sample[] => [
  {
    id: 'digits',
    title: t('Handwritten digits'),
    icon: 'file-media',
    detail: t('2,000 images of 28 × 28 pixels, ten classes'),
  },
  {
    id: 'emails',
    title: t('E-mails'),
    icon: 'mail',
    detail: t('Texts to be told apart as ham or spam'),
  },
];

async function chooseSample(): Promise<string | undefined> {
  const items = samples().map(({ id, title, icon, detail }) => ({
    label: title,
    iconPath: new vscode.ThemeIcon(icon),
    detail,
    id,
  }));
  const placeHolder = t('Which sample?');
  return (await showQuickPick(items, { placeHolder }))?.id;
}

/** Where the copy goes; undefined when the person gives up. */
async function chooseParent({ context }: Services): Promise<vscode.Uri | undefined> {
  const own = {
    label: t("Label Scout's own storage"),
    iconPath: new vscode.ThemeIcon('home'),
    choose: () => Promise.resolve(context.globalStorageUri),
  };
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ name, uri }) => ({
    label: name,
    iconPath: new vscode.ThemeIcon('root-folder'),
    description: t('this workspace folder'),
    choose: () => Promise.resolve(uri),
  }));
  const other = {
    label: t('Another folder…'),
    iconPath: new vscode.ThemeIcon('folder'),
    choose: askFolder,
  };
  // Whoever has no folder open wants to see something, not to choose a place for it.
  if (folders.length === 0) return await own.choose();
  const placeHolder = t('Where should the copy be?');
  return await (await showQuickPick([own, ...folders, other], { placeHolder }))?.choose();
}

/**
 * A copy that is there already is used as it is: it may hold labels. Any other folder of that name is somebody's work, and
 * copying over it would delete it; only in our own storage it is the rest of a copy that was interrupted.
 */
async function copySample(from: vscode.Uri, to: vscode.Uri, isOurs: boolean): Promise<void> {
  if (await exists(vscode.Uri.joinPath(to, manifestName))) return;
  if (!isOurs && (await exists(to)))
    throw new HumanError(
      t('{0} is there already and is not this sample: choose another folder for the copy.', to.fsPath),
    );
  await vscode.workspace.fs.copy(from, to, { overwrite: isOurs }).then(undefined, () => {
    throw new HumanError(t('The sample could not be copied to {0}: choose another folder.', to.fsPath));
  });
}

/** Copies a sample dataset and opens it. Takes the sample's name and the folder for the copy as arguments. */
export const openSampleDataset: Command = {
  name: 'openSampleDataset',
  async run(services, givenSample, givenParent) {
    const id = typeof givenSample === 'string' ? givenSample : await chooseSample();
    if (id === undefined) return;
    const parent = givenParent instanceof vscode.Uri ? givenParent : await chooseParent(services);
    if (parent === undefined) return;
    const target = vscode.Uri.joinPath(parent, id);
    const { extensionUri, globalStorageUri } = services.context;
    const isOurs = parent.toString() === globalStorageUri.toString();
    await copySample(vscode.Uri.joinPath(extensionUri, 'media', 'samples', id), target, isOurs);
    await openCopy(services, target);
  },
};

/** Inside of the workspace the panel opens; elsewhere the folder is opened first, and the panel after it. */
async function openCopy({ context, datasets, panels }: Services, target: vscode.Uri): Promise<void> {
  const manifest = vscode.Uri.joinPath(target, manifestName);
  if (vscode.workspace.getWorkspaceFolder(target) !== undefined) {
    const dataset = datasets.at(manifest);
    panels.showLabel(dataset);
    await dataset.open();
    return;
  }
  await rememberToLabel(context, manifest);
  const forceNewWindow = (vscode.workspace.workspaceFolders ?? []).length > 0;
  await vscode.commands.executeCommand('vscode.openFolder', target, { forceNewWindow });
}
