import { extname } from 'node:path';
import { csv } from './csv.ts';
import { jsonl } from './jsonl.ts';
import { parquet } from './parquet.ts';
import { tsv } from './tsv.ts';
import type { TableFormat } from './types.ts';

/** Every table format, in the order they are offered. */
export const tableFormats = [csv, tsv, jsonl, parquet] as const satisfies readonly TableFormat[];

/** Pictures that can be read, by their extensions. */
export const imageExtensions = [
  ...['png', 'jpg', 'jpeg', 'jpe', 'jfif', 'webp', 'gif', 'bmp', 'tif', 'tiff', 'avif', 'svg'],
] as const;

/** The table format of a file, by its extension. */
export const tableFormatOf = (path: string): TableFormat | undefined =>
  tableFormats.find((format: TableFormat) => format.extensions.includes(extname(path).toLowerCase()));
