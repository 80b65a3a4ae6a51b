import type * as vscode from 'vscode';
import type { Services } from './commands/command.ts';
import { registerCommands } from './commands/index.ts';
import { readSetting } from './configuration.ts';
import { followActiveDataset } from './contexts.ts';
import { Datasets } from './datasets.ts';
import { showFailure } from './failures.ts';
import { Panels } from './panel/panels.ts';
import { createLog } from './say/log.ts';
import { showWarningMessage } from './say/messages.ts';
import { startAfterOpening } from './startAfterOpening.ts';
import { StatusItem } from './statusItem.ts';
import { TrainerProcess } from './trainerProcess.ts';
import { StatusTree } from './tree/statusTree.ts';

/** What other extensions and the tests may use. */
export interface Api {
  readonly datasets: Datasets;
  readonly panels: Panels;
  readonly tree: StatusTree;
}

let trainer: TrainerProcess | undefined;

/** Builds and wires; starts nothing: the training process starts when data is first needed. */
export function activate(context: vscode.ExtensionContext): Api {
  const log = createLog('Label Scout');
  const { packageJSON, id } = context.extension as { packageJSON: { version: string }; id: string };
  trainer = new TrainerProcess({
    script: context.asAbsolutePath('dist/trainer.js'),
    product: `${id} ${packageJSON.version}`,
    log,
    onNotice: (sentence) => void showWarningMessage(sentence),
    memoryLimitMb: () => readSetting('trainer.memoryLimitMb'),
  });
  const datasets = new Datasets({ trainer, log });
  const panels = new Panels(datasets, context.extensionUri, log);
  const tree = new StatusTree(datasets);
  const services: Services = { context, datasets, panels, trainer, log };
  context.subscriptions.push(
    log,
    datasets,
    panels,
    tree,
    new StatusItem(datasets),
    followActiveDataset(datasets),
    registerCommands(services),
  );
  startAfterOpening(services).catch((error: unknown) => showFailure(error, log));
  return { datasets, panels, tree };
}

export async function deactivate(): Promise<void> {
  await trainer?.dispose();
}
