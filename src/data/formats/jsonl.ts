import { quotePaths, quoteText } from '../../runtime/duckdb.ts';
import { findJsonFault } from './jsonFault.ts';
import { prepareJsonLines } from './jsonStart.ts';
import type { TableFormat } from './types.ts';

export const jsonl = {
  id: 'jsonl',
  title: 'JSON Lines',
  extensions: ['.jsonl', '.ndjson'],
  prepare: prepareJsonLines,
  explain: findJsonFault,
  relation: (paths, hints) =>
    `read_json(${quotePaths(paths)}, format = 'newline_delimited', records = true, union_by_name = true, hive_partitioning = false` +
    `${hints.everyRow ? ', sample_size = -1' : ''})`,
  texts: (paths, columns) =>
    `read_json(${quotePaths(paths)}, format = 'newline_delimited', hive_partitioning = false, ` +
    `columns = {${columns.map((name) => `${quoteText(name)}: 'VARCHAR'`).join(', ')}})`,
} as const satisfies TableFormat;
