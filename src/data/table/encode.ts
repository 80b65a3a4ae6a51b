import type { FeatureMatrix } from '../../engine/matrix.ts';
import type { Database } from '../../runtime/duckdb.ts';
import { levelTargets, writeOneHot } from '../features/categorical.ts';
import {
  type NumericStatistics,
  numericStatistics,
  writeIndicator,
  writeStandardized,
} from '../features/numeric.ts';
import type { FeatureStep } from '../featureSteps.ts';
import { writeTextColumns } from '../textColumns/write.ts';
import type { Table } from './load.ts';
import { type Encoding, encodedNames, maximumOneHot } from './plan.ts';
import type { NumberColumn } from './numbers.ts';
import { textExpression } from './profile.ts';
import { type ColumnEmbeddings, readColumn } from './texts.ts';

/** An encoding and the first matrix column it fills. */
interface Placed {
  readonly encoding: Encoding;
  readonly at: number;
}

/** What is encoded. */
export interface EncodedContent {
  readonly encodings: readonly Encoding[];
  readonly numbers: ReadonlyMap<string, NumberColumn>;
  readonly embeddings: ColumnEmbeddings;
}

/** Fills the matrix, and returns how. Statistics come from `fitRows`, or from all rows. */
export async function encodeTable(
  table: Table,
  { encodings, numbers, embeddings }: EncodedContent,
  matrix: FeatureMatrix,
  fitRows?: Int32Array,
): Promise<readonly FeatureStep[]> {
  const steps: FeatureStep[] = [];
  for (const { encoding, at } of place(encodings)) {
    if (encoding.kind === 'numeric') {
      const { column, missing } = encoding;
      const statistics = encodeNumeric(numbers.get(column)!, missing, at, matrix, fitRows);
      steps.push({ kind: 'numeric', column, missing, ...statistics });
    } else if (encoding.kind === 'categorical') {
      await encodeCategorical(table, encoding, at, matrix, fitRows);
      steps.push({ ...encoding, hashed: maximumOneHot });
    } else {
      const texts = await readColumn(table, encoding, embeddings);
      steps.push(...writeTextColumns(matrix, at, texts, fitRows));
    }
  }
  return steps;
}

function place(encodings: readonly Encoding[]): Placed[] {
  let at = 0;
  return encodings.map((encoding) => {
    const item = { encoding, at };
    at += encodedNames(encoding).length;
    return item;
  });
}

function encodeNumeric(
  { values }: NumberColumn,
  missing: boolean,
  at: number,
  matrix: FeatureMatrix,
  fitRows: Int32Array | undefined,
): NumericStatistics {
  const statistics = numericStatistics(values, fitRows);
  writeStandardized(matrix, at, values, statistics);
  if (missing) writeIndicator(matrix, at + 1, values);
  return statistics;
}

async function encodeCategorical(
  table: Table,
  { column, levels }: Extract<Encoding, { kind: 'categorical' }>,
  at: number,
  matrix: FeatureMatrix,
  fitRows: Int32Array | undefined,
): Promise<void> {
  const codes = await readCodes(table.database, column, levels, table.rowCount);
  const targets = levelTargets(levels, maximumOneHot);
  writeOneHot(matrix, at, codes, { targets, missingTarget: Math.min(levels.length, maximumOneHot) }, fitRows);
}

/** The level of every row, −1 for missing. */
async function readCodes(
  database: Database,
  column: string,
  levels: readonly string[],
  rowCount: number,
): Promise<Int32Array> {
  const numbers = new Map(levels.map((level, index) => [level, index]));
  const codes = new Int32Array(rowCount);
  await database.eachChunk(`SELECT ${textExpression(column)} FROM data`, (chunk, start) => {
    const vector = chunk.getColumnVector(0);
    for (let row = 0; row < chunk.rowCount; row++) {
      codes[start + row] = numbers.get(vector.getItem(row) as string) ?? -1;
    }
  });
  return codes;
}
