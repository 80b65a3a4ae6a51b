import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/lib/root.mjs';

/** What a person who knows every answer would say: sample id → class. */
export function readTruth(sample: 'digits' | 'emails'): ReadonlyMap<string, string> {
  const lines = readFileSync(join(root, `media/samples/truth/${sample}.csv`), 'utf8')
    .trim()
    .split('\n');
  return new Map(lines.slice(1).map((line) => line.split(',') as [id: string, label: string]));
}
