import { UsageError } from '../errors.ts';
import { exchangeFormats } from './index.ts';
import type { ExchangeFormat } from './types.ts';

/**
 * The format a file of labels is of: by its text where that can be of one alone, else by its name.
 * @throws UsageError naming the formats where neither says.
 */
export function guessFormat(text: string, file: string): ExchangeFormat {
  const formats: readonly ExchangeFormat[] = exchangeFormats;
  const name = file.toLowerCase();
  const found =
    formats.find((format) => format.recognizes(text)) ??
    formats.find(({ extension, alsoReads }) =>
      [extension, ...alsoReads].some((each) => name.endsWith(`.${each}`)),
    );
  if (found !== undefined) return found;
  const known = formats.map(({ id }) => id).join(', ');
  throw new UsageError(
    `The format of ${file} cannot be told from its name or its text. Choose one of: ${known}.`,
  );
}
