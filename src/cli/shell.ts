const plain = /^[\w@%+=:,./-]+$/;

/** One argument as a POSIX shell reads it back. */
const quote = (argument: string): string =>
  plain.test(argument) ? argument : `'${argument.replaceAll("'", String.raw`'\''`)}'`;

/** The command line to repeat, from `process.argv`. */
export const commandLine = (argv: readonly string[]): string =>
  ['label-scout', ...argv.slice(2).map(quote)].join(' ');
