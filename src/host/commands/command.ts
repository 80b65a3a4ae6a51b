import type * as vscode from 'vscode';
import type { CommandName } from '../contributions.ts';
import type { Datasets } from '../datasets.ts';
import type { Panels } from '../panel/panels.ts';
import type { Log } from '../say/log.ts';
import type { TrainerProcess } from '../trainerProcess.ts';

/** What commands work with. */
export interface Services {
  readonly context: vscode.ExtensionContext;
  readonly datasets: Datasets;
  readonly panels: Panels;
  readonly trainer: TrainerProcess;
  readonly log: Log;
}

/** One command of the palette. Errors it throws are shown; a sentence is enough. */
export interface Command {
  readonly name: CommandName;
  run(services: Services, ...given: readonly unknown[]): unknown;
}
