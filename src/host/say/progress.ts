import * as vscode from 'vscode';
import { inert } from './inert.ts';

/** Progress since the last report, in percent, and a text beside the title. */
export interface ProgressReport {
  readonly increment?: number;
  readonly message?: string;
}

/** Runs work under a notification with a title, a bar and, where `cancellable`, a Cancel button. */
export const withProgress = <Result>(
  { title, cancellable }: { readonly title: string; readonly cancellable: boolean },
  work: (report: (progress: ProgressReport) => void, token: vscode.CancellationToken) => Promise<Result>,
): Thenable<Result> =>
  vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: inert(title), cancellable },
    (progress, token) =>
      work(
        ({ message, ...report }) =>
          progress.report(message === undefined ? report : { ...report, message: inert(message) }),
        token,
      ),
  );
