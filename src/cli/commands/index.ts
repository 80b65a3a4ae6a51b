import type { Command } from 'commander';
import { registerBench } from '../bench/index.ts';
import { registerDescribe } from './describe.ts';
import { registerExport } from './export.ts';
import { registerExportModel } from './exportModel.ts';
import { registerFlag } from './flag.ts';
import { registerImport } from './import.ts';
import { registerInit } from './init.ts';
import { registerLabel } from './label.ts';
import { registerMergeClass } from './mergeClass.ts';
import { registerNote } from './note.ts';
import { registerPredict } from './predict.ts';
import { registerRedo } from './redo.ts';
import { registerRenameClass } from './renameClass.ts';
import { registerSimulate } from './simulate.ts';
import { registerSkip } from './skip.ts';
import { registerStatus } from './status.ts';
import { registerSuggest } from './suggest.ts';
import { registerTrainLal } from './trainLal.ts';
import { registerUndo } from './undo.ts';

/** Every command, in the order help lists them. */
export const commands = [
  registerInit,
  registerDescribe,
  registerStatus,
  registerSuggest,
  registerLabel,
  registerSkip,
  registerFlag,
  registerNote,
  registerRenameClass,
  registerMergeClass,
  registerUndo,
  registerRedo,
  registerSimulate,
  registerTrainLal,
  registerPredict,
  registerExport,
  registerExportModel,
  registerImport,
  registerBench,
] as const satisfies readonly ((program: Command) => void)[];
