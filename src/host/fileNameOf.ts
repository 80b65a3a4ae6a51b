/** A dataset's name as the beginning of a file's: one made of a table's name without the table's ending. */
export const fileNameOf = (name: string): string =>
  name.replace(/(?<=.)\.(?:csv|tsv|jsonl|ndjson|parquet)$/iu, '').replaceAll(/[^\p{L}\p{N}._-]+/gu, '-');
