import { quotePaths } from '../../runtime/duckdb.ts';
import type { TableFormat } from './types.ts';

export const parquet = {
  id: 'parquet',
  title: 'Parquet',
  extensions: ['.parquet', '.pq'],
  relation: (paths) => `read_parquet(${quotePaths(paths)}, union_by_name = true, hive_partitioning = false)`,
} as const satisfies TableFormat;
