import * as vscode from 'vscode';
import { inert } from './inert.ts';

export interface InputOptions {
  readonly title: string;
  readonly prompt: string;
  readonly placeHolder?: string;
  /** What stands in the box at first, exactly as written: it is what the person edits. */
  readonly value?: string;
  readonly ignoreFocusOut?: boolean;
  /** What is wrong with a text, as a sentence; undefined where nothing is. */
  readonly validateInput?: (text: string) => string | undefined;
}

/** Asks for a text; undefined where the person gives up. */
export function showInputBox(options: InputOptions): Thenable<string | undefined> {
  const { title, prompt, placeHolder, validateInput, ...rest } = options;
  return vscode.window.showInputBox({
    ...rest,
    title: inert(title),
    prompt: inert(prompt),
    ...(placeHolder === undefined ? {} : { placeHolder: inert(placeHolder) }),
    ...(validateInput === undefined ? {} : { validateInput: (text) => inertly(validateInput(text)) }),
  });
}

const inertly = (problem: string | undefined): string | undefined => problem && inert(problem);
