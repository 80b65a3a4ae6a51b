import { quotePaths, quoteText } from '../../runtime/duckdb.ts';
import type { TableFormat } from './types.ts';

export const jsonl = {
  id: 'jsonl',
  title: 'JSON Lines',
  extensions: ['.jsonl', '.ndjson'],
  relation: (paths, hints) =>
    `read_json(${quotePaths(paths)}, format = 'newline_delimited', union_by_name = true` +
    `${hints.everyRow ? ', sample_size = -1' : ''})`,
  texts: (paths, columns) =>
    `read_json(${quotePaths(paths)}, format = 'newline_delimited', ` +
    `columns = {${columns.map((name) => `${quoteText(name)}: 'VARCHAR'`).join(', ')}})`,
} as const satisfies TableFormat;
