import { readDelimited, readHeader } from './delimited.ts';
import { findMixedLineEnds } from './lineEnds.ts';
import type { TableFormat } from './types.ts';

export const tsv = {
  id: 'tsv',
  title: 'Tab-separated values',
  extensions: ['.tsv', '.tab'],
  header: (path, encoding) => readHeader(path, ['\t'], encoding),
  explain: findMixedLineEnds,
  relation: (paths, hints, header) => readDelimited(paths, hints, header ?? { names: [], delimiter: '\t' }),
} as const satisfies TableFormat;
