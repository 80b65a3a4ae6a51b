/**
 * An error whose message is a sentence for a person: what happened, where (file, row, field or flag),
 * and what to do next. It is shown as it is, without a stack.
 */
export class HumanError extends Error {
  override readonly name: string = 'HumanError';
  /** Exit code of the command line: 1 for the data or the run, 2 for wrong usage. */
  readonly exitCode: 1 | 2 = 1;
}

/** Wrong usage: an unknown command, flag, strategy, model, class, id or column, or an unsuitable pair. */
export class UsageError extends HumanError {
  override readonly name = 'UsageError';
  override readonly exitCode = 2;
}

/** What an error says; anything else that was thrown, as text. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The work was cancelled by the person or by newer work; never shown. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';
  constructor(message = 'The work was cancelled.') {
    super(message);
  }
}
