import { readJsonLines } from '../jsonLines/read.ts';
import { findJsonFault } from './jsonFault.ts';
import { prepareJsonLines } from './jsonStart.ts';
import type { TableFormat } from './types.ts';

export const jsonl = {
  id: 'jsonl',
  title: 'JSON Lines',
  extensions: ['.jsonl', '.ndjson'],
  prepare: prepareJsonLines,
  explain: findJsonFault,
  read: readJsonLines,
} as const satisfies TableFormat;
