import { readDelimited } from '../delimited/load.ts';
import type { TableFormat } from './types.ts';

const layout = {
  candidates: { usual: [',', ';', '\t', '|'], rare: ['^', '~'] },
  isQuotingUsual: true,
} as const;

export const csv = {
  id: 'csv',
  title: 'CSV',
  extensions: ['.csv'],
  read: (database, paths, options) => readDelimited(database, paths, options, layout),
} as const satisfies TableFormat;
