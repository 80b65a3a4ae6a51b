import { HumanError } from '../../engine/errors.ts';
import { blockRows, offsetOf, type FeatureMatrix } from '../../engine/matrix.ts';
import { hashOf, type EmbeddingInputs } from './inputs.ts';

/** Rows of a matrix: the encoded columns of a table, or the hashed words of a text. */
export function rowInputs(
  matrix: FeatureMatrix,
  input: readonly (number | null)[],
  path: string,
): EmbeddingInputs {
  const { columns, data } = matrix;
  if (input.length !== 1 || (input[0] !== null && input[0] !== columns))
    throw new HumanError(
      `${path} (source.features.onnx) must take rows of ${columns} features, as this dataset has; it takes ${input.map((size) => size ?? '?').join(' × ')}.`,
    );
  const read = (row: number): Float32Array => {
    const start = offsetOf(matrix, row, 0);
    return Float32Array.from({ length: columns }, (_, column) => data[start + column * blockRows]!);
  };
  return {
    dims: [columns],
    hash: async (row) => hashOf(new Uint8Array(read(row).buffer)),
    read: async (row) => read(row),
  };
}
