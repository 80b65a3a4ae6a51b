import * as vscode from 'vscode';
import { CancelledError, HumanError, messageOf } from '../engine/errors.ts';
import { commandId } from './contributions.ts';
import { t } from './localize.ts';
import type { Log } from './say/log.ts';
import { showErrorMessage } from './say/messages.ts';

/** The sentence of an error for a person; stacks go to the log only. */
export function sentenceOf(error: unknown): string {
  if (error instanceof HumanError) return error.message;
  const detail = messageOf(error);
  return t('Something went wrong in Label Scout: {0}. The log says more.', detail);
}

/** Tells the person about a failure, once, with the way to the log where the sentence is not enough. */
export function showFailure(error: unknown, log: Log): void {
  if (error instanceof CancelledError) return;
  log.error(error instanceof Error && !(error instanceof HumanError) ? error : sentenceOf(error));
  const showLog = t('Show Log');
  const actions = error instanceof HumanError ? [] : [showLog];
  void showErrorMessage(sentenceOf(error), ...actions).then((choice) => {
    if (choice === showLog) void vscode.commands.executeCommand(commandId('showTrainerLog'));
  });
}
