import { readFile } from 'node:fs/promises';
import { decodeText } from '../engine/exchange/reading/decode.ts';
import { guessFormat } from '../engine/exchange/guessFormat.ts';
import { importTarget } from '../engine/exchange/importDrafts.ts';
import { findExchangeFormat } from '../engine/exchange/index.ts';
import { sortImport, type SortedImport } from '../engine/exchange/sortImport.ts';
import { inEnglish } from '../engine/translate.ts';
import { fileError } from '../runtime/files.ts';
import type { Workspace } from './workspace.ts';

/** How a file of labels is read; what is absent is guessed. */
export interface Reading {
  readonly format?: string;
  readonly column?: string;
}

const decodeUtf8 = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes);

/**
 * Reads a file of labels and holds it against the dataset. Nothing is written.
 * @throws HumanError naming the file and the line, UsageError for an unknown format or column.
 */
export async function readImport(
  file: string,
  { format, column }: Reading,
  { dataset, journal, classes }: Workspace,
): Promise<{ readonly sorted: SortedImport; readonly notices: readonly string[] }> {
  const wanted = format === undefined ? undefined : findExchangeFormat(format);
  const bytes = await readFile(file).catch((error: unknown) => {
    throw fileError(file, error);
  });
  const decoded = decodeText(bytes, file, decodeUtf8, inEnglish);
  const { source } = dataset.manifest;
  const { lines, notices } = (wanted ?? guessFormat(decoded.text, file)).read(decoded.text, file, {
    t: inEnglish,
    column,
    idColumn: source.kind === 'table' ? source.id : undefined,
  });
  const sorted = sortImport(lines, importTarget(dataset, journal.state, classes));
  return { sorted, notices: [...decoded.notices, ...notices] };
}
