import * as vscode from 'vscode';
import { commandId } from '../contributions.ts';
import { showFailure } from '../failures.ts';
import type { Disposable } from '../lifecycle.ts';
import type { Command, Services } from './command.ts';
import { compareStrategies } from './compareStrategies.ts';
import { exportLabels } from './exportLabels.ts';
import { exportModel } from './exportModel.ts';
import { exportPredictions } from './exportPredictions.ts';
import { flagSample } from './flagSample.ts';
import { goToSample } from './goToSample.ts';
import { importLabels } from './importLabels.ts';
import { labelAs, labelAsPlace } from './labelAs.ts';
import { labelThisDataset } from './labelThisDataset.ts';
import { mergeClass } from './mergeClass.ts';
import { newDataset } from './newDataset.ts';
import { noteSample } from './noteSample.ts';
import { openSampleDataset } from './openSampleDataset.ts';
import { redo } from './redo.ts';
import { renameClass } from './renameClass.ts';
import { restartTrainer } from './restartTrainer.ts';
import { selectModel } from './selectModel.ts';
import { selectStrategy } from './selectStrategy.ts';
import { showLearningCurve } from './showLearningCurve.ts';
import { showTrainerLog } from './showTrainerLog.ts';
import { skipSample } from './skipSample.ts';
import { startLabeling } from './startLabeling.ts';
import { trainLalStrategy } from './trainLalStrategy.ts';
import { undo } from './undo.ts';

/** Every command there is. Adding one is a file here, a line below, its id in contributions.ts and the manifest. */
export const commands: readonly Command[] = [
  newDataset,
  startLabeling,
  labelAs,
  ...labelAsPlace,
  skipSample,
  flagSample,
  noteSample,
  goToSample,
  undo,
  redo,
  renameClass,
  mergeClass,
  selectStrategy,
  selectModel,
  compareStrategies,
  trainLalStrategy,
  exportLabels,
  importLabels,
  exportPredictions,
  exportModel,
  showLearningCurve,
  showTrainerLog,
  restartTrainer,
  openSampleDataset,
  labelThisDataset,
];

/** Registers them; what one throws is shown as a sentence. */
export function registerCommands(services: Services): Disposable {
  return vscode.Disposable.from(
    ...commands.map(({ name, run }) =>
      vscode.commands.registerCommand(commandId(name), async (...given: unknown[]) => {
        try {
          return await run(services, ...given);
        } catch (error) {
          showFailure(error, services.log);
          return undefined;
        }
      }),
    ),
  );
}
