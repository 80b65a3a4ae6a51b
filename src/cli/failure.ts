import { CommanderError } from 'commander';
import { HumanError, messageOf } from '../engine/errors.ts';
import { fileError } from '../runtime/files.ts';

/** What a failed command tells the person and the shell; an empty sentence where there is nothing to say. */
export interface Failure {
  readonly sentence: string;
  readonly exitCode: number;
}

const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'code' in error && 'syscall' in error;

/** Commander's message without its `error:` prefix, as one sentence that says where to read more. */
function usageSentence(error: CommanderError, command: string): string {
  const help = `${command} --help shows what there is`;
  if (error.code === 'commander.help') return `Name a command; ${help}.`;
  const [message = '', suggestion = ''] = error.message.replace(/^error: /, '').split('\n');
  const sentence = `${message.charAt(0).toUpperCase()}${message.slice(1)}`.replace(/\.$/, '');
  return `${sentence}${suggestion === '' ? '' : ` ${suggestion.replace('Did', 'did')}`}; ${help}.`;
}

/** Help and the version end commander too, with exit code 0; everything else it throws is wrong usage. */
const commanderFailure = (error: CommanderError, command: string): Failure =>
  error.exitCode === 0
    ? { sentence: '', exitCode: 0 }
    : { sentence: usageSentence(error, command), exitCode: 2 };

function unexpectedFailure(error: unknown): Failure {
  const [reason = ''] = messageOf(error).split('\n');
  const advice = 'please report it with the command you ran (LABEL_SCOUT_TRACE=1 shows where it happened)';
  return { sentence: `Label Scout failed unexpectedly: ${reason}; ${advice}.`, exitCode: 1 };
}

/**
 * Turns anything thrown into one sentence and an exit code: 2 for wrong usage, 1 for the data or the run.
 * @param command whose help says more, such as `label-scout simulate`.
 */
export function describeFailure(error: unknown, command = 'label-scout'): Failure {
  if (error instanceof CommanderError) return commanderFailure(error, command);
  const known = isSystemError(error) ? fileError(error.path ?? 'A file', error) : error;
  if (known instanceof HumanError) return { sentence: known.message, exitCode: known.exitCode };
  return unexpectedFailure(error);
}
