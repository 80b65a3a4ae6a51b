import * as vscode from 'vscode';
import { HumanError } from '../engine/errors.ts';
import { t } from './localize.ts';

/** @throws HumanError in Restricted Mode: data of strangers is not read, and nothing is started on it. */
export function requireTrust(): void {
  if (vscode.workspace.isTrusted) return;
  throw new HumanError(t('This workspace is not trusted, so its data is not read: trust it to label.'));
}
