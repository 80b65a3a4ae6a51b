import { readDelimited, readHeader } from './delimited.ts';
import { findMixedLineEnds } from './lineEnds.ts';
import type { TableFormat } from './types.ts';

export const csv = {
  id: 'csv',
  title: 'CSV',
  extensions: ['.csv'],
  header: (path, encoding) => readHeader(path, [',', ';', '\t', '|'], encoding),
  explain: findMixedLineEnds,
  relation: (paths, hints, header) => readDelimited(paths, hints, header ?? { names: [], delimiter: ',' }),
} as const satisfies TableFormat;
