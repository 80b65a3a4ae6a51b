import * as vscode from 'vscode';
import { inert, inertButton } from './inert.ts';

type Kind = 'showErrorMessage' | 'showWarningMessage' | 'showInformationMessage';

async function show<Action extends string>(
  kind: Kind,
  message: string,
  actions: readonly Action[],
): Promise<Action | undefined> {
  const chosen = await vscode.window[kind](inert(message), ...actions.map(inertButton));
  return actions.find((action) => inertButton(action) === chosen);
}

type ShowMessage = <Action extends string>(
  message: string,
  ...actions: readonly Action[]
) => Promise<Action | undefined>;

/** Shows a sentence with buttons; resolves to the action chosen, undefined where none was. */
export const showErrorMessage: ShowMessage = (message, ...actions) =>
  show('showErrorMessage', message, actions);
export const showWarningMessage: ShowMessage = (message, ...actions) =>
  show('showWarningMessage', message, actions);
export const showInformationMessage: ShowMessage = (message, ...actions) =>
  show('showInformationMessage', message, actions);

export interface Question {
  readonly message: string;
  /** Lines below the message. */
  readonly detail: readonly string[];
  /** The button that agrees. */
  readonly action: string;
  /** Whether something is lost by agreeing. */
  readonly warns?: boolean;
}

/** Asks in a modal dialog; true where the person agreed. */
export async function confirm({ message, detail, action, warns = false }: Question): Promise<boolean> {
  const kind = warns ? 'showWarningMessage' : 'showInformationMessage';
  const options = { modal: true, detail: detail.map((line) => inert(line)).join('\n') };
  return (await vscode.window[kind](inert(message), options, inertButton(action))) !== undefined;
}
