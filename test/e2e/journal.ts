import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Entry {
  readonly v: number;
  readonly e: string;
  readonly op: string;
  readonly at: string;
  readonly by: string;
  readonly id?: string;
  readonly label?: string;
  readonly target?: string;
  /** Number of labels the ranking had learned from that chose this sample. */
  readonly round?: number;
}

/** The entries of a dataset's journal as they are on the disk. */
export function readJournal(dataset: string): readonly Entry[] {
  const file = join(dataset, '.label-scout/labels.jsonl');
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Entry);
}
