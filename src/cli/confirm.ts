import type { ActionEntry } from '../engine/journal/types.ts';
import { oneLine } from './oneLine.ts';
import { printDocument, printLine } from './output.ts';

/** Says what was written to the journal: the entry itself with `--json`, else a sentence. */
export const confirm = (
  entry: ActionEntry,
  sentence: string,
  flags: { readonly json?: true },
): Promise<void> => (flags.json ? printDocument(entry) : printLine(oneLine(sentence)));
