import { readDelimited, readHeader } from './delimited.ts';
import type { TableFormat } from './types.ts';

export const csv = {
  id: 'csv',
  title: 'CSV',
  extensions: ['.csv'],
  header: (path, encoding) => readHeader(path, [',', ';', '\t', '|'], encoding),
  relation: (paths, hints, header) => readDelimited(paths, hints, header ?? { names: [], delimiter: ',' }),
} as const satisfies TableFormat;
