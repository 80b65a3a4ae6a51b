import type { FeatureMatrix } from '../../engine/matrix.ts';
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
import { readCells } from './textCells.ts';
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
  const codes = await readCodes(table, encodings);
  for (const { encoding, at } of place(encodings)) {
    if (encoding.kind === 'numeric') {
      const { column, missing } = encoding;
      const statistics = encodeNumeric(numbers.get(column)!, missing, at, matrix, fitRows);
      steps.push({ kind: 'numeric', column, missing, ...statistics });
    } else if (encoding.kind === 'categorical') {
      encodeCategorical(codes.get(encoding.column)!, encoding.levels, at, matrix, fitRows);
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

function encodeCategorical(
  codes: Int32Array,
  levels: readonly string[],
  at: number,
  matrix: FeatureMatrix,
  fitRows: Int32Array | undefined,
): void {
  const targets = levelTargets(levels, maximumOneHot);
  writeOneHot(matrix, at, codes, { targets, missingTarget: Math.min(levels.length, maximumOneHot) }, fitRows);
}

/** The level of every row, −1 for missing, of each column of categories. */
async function readCodes(
  table: Table,
  encodings: readonly Encoding[],
): Promise<ReadonlyMap<string, Int32Array>> {
  const columns = encodings.flatMap((encoding) =>
    encoding.kind === 'categorical'
      ? [
          {
            name: encoding.column,
            numbers: new Map(encoding.levels.map((level, index) => [level, index])),
            codes: new Int32Array(table.rowCount),
          },
        ]
      : [],
  );
  const expressions = columns.map(({ name }) => textExpression(name));
  await readCells(table, expressions, (column, values, start) => {
    const { codes, numbers } = columns[column]!;
    for (const [index, value] of values.entries())
      codes[start + index] = value === null ? -1 : (numbers.get(value) ?? -1);
  });
  return new Map(columns.map(({ name, codes }) => [name, codes]));
}
