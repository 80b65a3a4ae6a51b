import { HumanError, messageOf } from '../../engine/errors.ts';

interface Translation {
  readonly pattern: RegExp;
  readonly sentence: (match: RegExpExecArray, file: string) => string;
}

/** What DuckDB says, and what a person needs to know. The first pattern that matches speaks. */
const translations: readonly Translation[] = [
  {
    pattern: /Malformed JSON in file "[^"]*", at byte \d+ in line (\d+): ([^.\n]*)/,
    sentence: ([, line, reason], file) =>
      `${file}, line ${line} is not valid JSON (${reason}); correct that line.`,
  },
  {
    pattern: /JSON transform error in file "[^"]*", in line (\d+): [^]* has duplicate key "([^]*)"/,
    sentence: ([, line, key], file) =>
      `${file}, line ${line} has the key ${JSON.stringify(key)} twice; remove one of them.`,
  },
  {
    pattern: /json_read expected records/,
    sentence: (_, file) => `${file} has no rows, or rows without any field; add data to it.`,
  },
  {
    pattern: /No magic bytes|too small to be a Parquet|not a parquet file|[Tt]hrift|[Pp]arquet/,
    sentence: (_, file) =>
      `${file} is not a readable Parquet file; export it again or correct its extension.`,
  },
  {
    pattern: /No files found that match/,
    sentence: (_, file) => `${file} does not exist; check the path.`,
  },
  {
    pattern: /Cannot open file|Permission denied/i,
    sentence: (_, file) => `${file} cannot be opened; check its permissions.`,
  },
  {
    pattern: /Out of Memory/i,
    sentence: (_, file) => `${file} does not fit into memory; use a smaller table or close other programs.`,
  },
];

/** DuckDB says what is wrong before and after the line it quotes, which may be as long as a file. */
const quotedMost = 4000;

const withoutMiddle = (message: string): string =>
  message.length <= 2 * quotedMost
    ? message
    : `${message.slice(0, quotedMost)} … ${message.slice(-quotedMost)}`;

/**
 * An error of DuckDB's readers as one sentence that names the file and, where known, the line.
 * @param readable where each of `paths` was read: a copy is named as the file that it was made of.
 */
export function tableError(
  error: unknown,
  paths: readonly string[],
  readable: readonly string[],
): HumanError {
  if (error instanceof HumanError) return error;
  const message = readable.reduce(
    (text, copy, index) => text.replaceAll(copy, paths[index]!),
    withoutMiddle(messageOf(error)),
  );
  const file = paths.find((path) => message.includes(path)) ?? paths[0] ?? 'The table';
  for (const { pattern, sentence } of translations) {
    const match = pattern.exec(message);
    if (match) return new HumanError(sentence(match, file), { cause: error });
  }
  const first = message.split('\n', 1)[0]!.replace(/^[A-Z][A-Za-z ]*Error: /, '');
  return new HumanError(`${file} cannot be read as a table: ${first}`, { cause: error });
}
