import * as vscode from 'vscode';
import { inert } from './inert.ts';

/** Longest title of a tab, in UTF-16 units. */
const longestTitle = 100;

/** A new panel in the active column. */
export const createWebviewPanel = (type: string, title: string): vscode.WebviewPanel =>
  vscode.window.createWebviewPanel(type, inert(title, longestTitle), vscode.ViewColumn.Active);

/** Names the tab of a panel. */
export function setTitle(panel: vscode.WebviewPanel, title: string): void {
  panel.title = inert(title, longestTitle);
}
