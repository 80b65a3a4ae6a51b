import * as vscode from 'vscode';
import { contextKey, type ContextName, type ContextTypes } from './contributions.ts';

const last = new Map<ContextName, unknown>();

/** Sets a key for `when` clauses; only a change costs a message. */
export function setContext<K extends ContextName>(name: K, value: ContextTypes[K]): void {
  if (last.get(name) === value) return;
  last.set(name, value);
  void vscode.commands.executeCommand('setContext', contextKey(name), value);
}
