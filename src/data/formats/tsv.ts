import { readDelimited } from '../delimited/load.ts';
import type { TableFormat } from './types.ts';

const layout = {
  candidates: { usual: ['\t'], rare: [',', ';', '|'] },
  isQuotingUsual: false,
} as const;

export const tsv = {
  id: 'tsv',
  title: 'Tab-separated values',
  extensions: ['.tsv', '.tab'],
  read: (database, paths, options) => readDelimited(database, paths, options, layout),
} as const satisfies TableFormat;
