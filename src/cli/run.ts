import type { Command } from 'commander';
import { describeFailure } from './failure.ts';
import { say, writeOut } from './output.ts';
import { createProgram } from './program.ts';

/** The command whose help to read, as it is typed. */
const commandNamed = (program: Command, name: string | undefined): string =>
  program.commands.some((command) => command.name() === name) ? `label-scout ${name}` : 'label-scout';

/** Runs one command line, `node` and script included, and answers with its exit code. */
export async function run(argv: readonly string[]): Promise<number> {
  const program = createProgram();
  try {
    await program.parseAsync([...argv]);
    return 0;
  } catch (error) {
    const { sentence, exitCode } = describeFailure(error, commandNamed(program, argv[2]));
    if (sentence !== '') say(`label-scout: ${sentence}`);
    if (exitCode !== 0 && process.env['LABEL_SCOUT_TRACE']) console.error(error);
    // Help is written by commander, which does not wait for it.
    await writeOut('');
    return exitCode;
  }
}
