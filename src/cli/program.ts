import { Command } from 'commander';
import { version } from '../../package.json';
import { commands } from './commands/index.ts';

const examples = `
Examples:
  label-scout init digits/                     make a folder of images a dataset
  label-scout suggest digits/ --count 5        the five samples worth labeling next
  label-scout label digits/ 0042.png seven     one label, on disk when the command ends
  label-scout simulate splice.csv --label class --strategy random,margin --out curves.html

A dataset is a folder with label-scout.json, or that file.
Exit codes: 0 success, 2 wrong usage, 1 anything wrong with the data or the run.`;

/** The whole command line. Errors are thrown, never printed here, so that each ends as one sentence. */
export function createProgram(): Command {
  const program = new Command('label-scout')
    .description('Label a fraction of your data: active learning for images, text and tables.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .addHelpText('after', examples)
    // `bench` and `bench strategies` have flags of the same names: each reads those behind its own name.
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .showSuggestionAfterError(true);
  for (const register of commands) register(program);
  return program;
}
