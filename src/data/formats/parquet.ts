import { readParquet } from '../parquet/read.ts';
import type { TableFormat } from './types.ts';

export const parquet = {
  id: 'parquet',
  title: 'Parquet',
  extensions: ['.parquet', '.pq'],
  read: readParquet,
} as const satisfies TableFormat;
