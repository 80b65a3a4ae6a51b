import type { FeatureMatrix } from '../../engine/matrix.ts';
import { levelTargets, writeOneHot } from '../features/categorical.ts';
import { countFrequencies } from '../features/documentFrequencies.ts';
import {
  type NumericStatistics,
  numericStatistics,
  writeIndicator,
  writeStandardized,
} from '../features/numeric.ts';
import { readDocument, textStep, writeText } from '../features/text.ts';
import type { FeatureStep } from '../featureSteps.ts';
import type { Table } from './load.ts';
import { type Encoding, encodedNames, maximumOneHot } from './plan.ts';
import type { NumberColumn } from './numbers.ts';
import { textExpression } from './profile.ts';
import { readCells } from './textCells.ts';

/** An encoding and the first matrix column it fills. */
interface Placed {
  readonly encoding: Encoding;
  readonly at: number;
}

/** Fills the matrix, and tells how. Statistics come from `fitRows`, or from all rows. */
export async function encodeTable(
  table: Table,
  encodings: readonly Encoding[],
  numbers: ReadonlyMap<string, NumberColumn>,
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
      steps.push(await encodeText(table, encoding.column, at, matrix, fitRows));
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

async function encodeText(
  table: Table,
  column: string,
  at: number,
  matrix: FeatureMatrix,
  fitRows: Int32Array | undefined,
): Promise<FeatureStep> {
  const documents = new Array<ReturnType<typeof readDocument>>(table.rowCount);
  await table.database.eachChunk(
    `SELECT coalesce(${textExpression(column)}, '') FROM data`,
    (chunk, start) => {
      const vector = chunk.getColumnVector(0);
      for (let row = 0; row < chunk.rowCount; row++) {
        documents[start + row] = readDocument(vector.getItem(row) as string);
      }
    },
  );
  const frequencies = countFrequencies(documents, fitRows);
  writeText(matrix, at, documents, frequencies);
  return textStep(column, frequencies);
}
