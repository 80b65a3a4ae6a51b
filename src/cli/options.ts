import { Option, type Command } from 'commander';
import { assignment, integer, number } from './values.ts';

/** Flags that more than one command takes, each written once. */
const flags = {
  json: new Option('--json', 'print one JSON document on standard output and nothing else there'),
  by: new Option(
    '--by <name>',
    'who the entry is from (default: git config user.name, else the system user)',
  ),
  strategy: new Option('--strategy <id>', "query strategy (default: the manifest's, else margin)"),
  model: new Option('--model <id>', "model (default: the manifest's, else forest)"),
  metric: new Option('--metric <id>', "metric (default: the manifest's, else accuracy)"),
  seed: new Option(
    '--seed <number>',
    "seed of every random choice (default: the manifest's, else 1)",
  ).argParser(integer()),
  testShare: new Option(
    '--test-share <share>',
    "share of the samples that is only measured on (default: the manifest's, else 0.1)",
  ).argParser(number({ min: 0, max: 0.5 })),
  option: new Option(
    '--option <key=value>',
    'an option of the strategy or the model; repeat the flag for more',
  ).argParser(assignment),
  positive: new Option(
    '--positive <class>',
    'class counted as positive by iou, dice and ams (default: the second)',
  ),
  manyClasses: new Option('--many-classes', 'allow more than 1,000 classes'),
  threads: new Option('--threads <number>', 'threads for fitting and ranking (default: all cores)').argParser(
    integer({ min: 1, max: 256 }),
  ),
} as const satisfies Readonly<Record<string, Option>>;
export type Flag = keyof typeof flags;

/** Adds shared flags to a command, in the order named. */
export function takes(command: Command, ...names: readonly Flag[]): Command {
  for (const name of names) command.addOption(flags[name]);
  return command;
}

/** Values of the shared flags as commander hands them over; absent where not given. */
export interface SharedFlags {
  readonly json?: true;
  readonly by?: string;
  readonly strategy?: string;
  readonly model?: string;
  readonly metric?: string;
  readonly batch?: number;
  readonly seed?: number;
  readonly testShare?: number;
  readonly option?: readonly string[];
  readonly positive?: string;
  readonly manyClasses?: true;
  readonly threads?: number;
}
