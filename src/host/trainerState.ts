import type { Activity } from '../protocol/trainer.ts';

/** What the training process is at, for the tree and the status bar. */
export type TrainerState =
  /** Not running; it starts on first need. */
  | { readonly kind: 'stopped' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'idle' }
  | { readonly kind: 'busy'; readonly activity: Activity }
  /** Given up on, with a sentence that says what to do; `restart()` tries again. */
  | { readonly kind: 'failed'; readonly reason: string };

/** Where the process's own words go; a `LogOutputChannel` is one. */
export interface TrainerLog {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}
