import * as vscode from 'vscode';
import { inert, inertLines } from './inert.ts';

/** Longest text in the status bar, in UTF-16 units. */
const longestText = 100;

/** What an item of the status bar shows and does. */
export interface StatusBarContent {
  /** Name of a product icon before the text. */
  readonly icon: string;
  readonly text: string;
  readonly tooltip: string;
  /** What a screen reader says. */
  readonly spoken: string;
  readonly command: vscode.Command;
}

export interface StatusBarItem {
  show(content: StatusBarContent): void;
  hide(): void;
  dispose(): void;
}

/** An item at the left; `name` is what its context menu calls it. */
export function createStatusBarItem(id: string, name: string, priority: number): StatusBarItem {
  const item = vscode.window.createStatusBarItem(id, vscode.StatusBarAlignment.Left, priority);
  item.name = inert(name);
  return {
    show({ icon, text, tooltip, spoken, command }) {
      item.text = `$(${icon}) ${inert(text, longestText)}`;
      item.tooltip = inertLines(tooltip);
      item.accessibilityInformation = { label: inert(spoken) };
      item.command = command;
      item.show();
    },
    hide: () => item.hide(),
    dispose: () => item.dispose(),
  };
}
