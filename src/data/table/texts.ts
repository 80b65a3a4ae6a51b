import { readDocument, type Document } from '../features/text.ts';
import { embedTexts, type EmbeddingSurroundings } from '../textColumns/embedTexts.ts';
import { sampledTexts, type TextEncoder } from '../textColumns/plan.ts';
import type { ReadTexts } from '../textColumns/write.ts';
import type { Table } from './load.ts';
import type { Encoding } from './plan.ts';
import { textExpression } from './profile.ts';

type TextEncoding = Extract<Encoding, { kind: 'text' }>;

/** Embeddings of a column of texts, computed once for a dataset. */
export type ColumnEmbeddings = (column: string, encoder: TextEncoder) => Promise<Float32Array>;

/** Some texts of a column, spread over the rows: enough to tell their language. */
export async function sampleTexts({ database, rowCount }: Table, column: string): Promise<readonly string[]> {
  const step = Math.max(1, Math.floor(rowCount / sampledTexts));
  const rows = await database.rows(
    `SELECT value FROM (SELECT ${textExpression(column)} AS value, row_number() OVER () AS place FROM data)
     WHERE place % ${step} = 0 AND value IS NOT NULL LIMIT ${sampledTexts}`,
  );
  return rows.map(([value]) => value as string);
}

/** Embeddings that are kept for the next encoding. */
export function keepEmbeddings(
  table: Table,
  around: Partial<EmbeddingSurroundings> & { readonly folder: string },
): ColumnEmbeddings {
  const columns = new Map<string, Promise<Float32Array>>();
  const { folder, threads, signal, onProgress, onNotice } = around;
  const embed = (column: string, encoder: TextEncoder): Promise<Float32Array> => {
    const read = (start: number, count: number) => readRows(table, column, start, count);
    const options = { folder, threads, signal, onProgress, onNotice };
    return embedTexts({ count: table.rowCount, read }, encoder, options);
  };
  return (column, encoder) => {
    const embedded = columns.get(column) ?? embed(column, encoder);
    columns.set(column, embedded);
    return embedded;
  };
}

/** Embeds every column that has an encoder. */
export async function prepareTexts(
  encodings: readonly Encoding[],
  embeddings: ColumnEmbeddings,
): Promise<void> {
  for (const encoding of encodings) {
    if (encoding.kind === 'text' && encoding.plan.encoder !== null) {
      await embeddings(encoding.column, encoding.plan.encoder);
    }
  }
}

async function readRows(
  { database }: Table,
  column: string,
  start: number,
  count: number,
): Promise<readonly string[]> {
  const rows = await database.rows(
    `SELECT coalesce(${textExpression(column)}, '') FROM data LIMIT ${count} OFFSET ${start}`,
  );
  return rows.map(([value]) => value as string);
}

/** N-grams and embeddings of a column. */
export async function readColumn(
  table: Table,
  { column, plan }: TextEncoding,
  embeddings: ColumnEmbeddings,
): Promise<ReadTexts> {
  return {
    column,
    plan,
    documents: plan.own === null ? [] : await readDocuments(table, column),
    embeddings: plan.encoder === null ? new Float32Array(0) : await embeddings(column, plan.encoder),
  };
}

async function readDocuments({ database, rowCount }: Table, column: string): Promise<readonly Document[]> {
  const documents = new Array<Document>(rowCount);
  await database.eachChunk(`SELECT coalesce(${textExpression(column)}, '') FROM data`, (chunk, start) => {
    const vector = chunk.getColumnVector(0);
    for (let row = 0; row < chunk.rowCount; row++) {
      documents[start + row] = readDocument(vector.getItem(row) as string);
    }
  });
  return documents;
}
