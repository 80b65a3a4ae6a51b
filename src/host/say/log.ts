import * as vscode from 'vscode';
import { inert, inertLines } from './inert.ts';

/** Longest entry, in UTF-16 units: a stack with its causes is shorter. */
const longestEntry = 10_000;

/** The extension's log in the Output view. An entry is one line, so that no text can pass for another entry. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  /** An error is written with its stack. */
  error(error: string | Error): void;
  show(preserveFocus: boolean): void;
  dispose(): void;
}

export function createLog(name: string): Log {
  const channel = vscode.window.createOutputChannel(name, { log: true });
  const line = (message: string): string => inert(message, longestEntry);
  return {
    info: (message) => channel.info(line(message)),
    warn: (message) => channel.warn(line(message)),
    error: (error) =>
      channel.error(typeof error === 'string' ? line(error) : inertLines(stackOf(error), longestEntry)),
    show: (preserveFocus) => channel.show(preserveFocus),
    dispose: () => channel.dispose(),
  };
}

const stackOf = ({ stack, message }: Error): string => stack ?? message;
