import { expect, it } from 'vitest';
import { neverCancelled } from '../../src/engine/cancel.ts';
import { truncatedSvd } from '../../src/engine/decomposition/truncatedSvd.ts';
import { allocateMatrix, offsetOf } from '../../src/engine/matrix.ts';
import { createRng } from '../../src/engine/rng.ts';
import type { SparseRows } from '../../src/engine/sparse/sparseRows.ts';
import { makeFolder, open } from '../unit/data/folder.ts';
import expected from './semantics.json' with { type: 'json' };

const { texts, matrix } = expected;

it('reads texts as NumPy and the Python of exported models do', async () => {
  const lines = texts.texts.map((text, id) => JSON.stringify({ id, text }));
  const dataset = await open(
    makeFolder({
      'data.jsonl': `${lines.join('\n')}\n`,
      'label-scout.json': {
        version: 1,
        source: { kind: 'table', files: ['data.jsonl'], id: 'id', features: { text: ['text'] } },
      },
    }),
  );
  const features = await dataset.features(allocateMatrix);
  expect(dataset.featureSteps).toEqual([{ ...texts.step, components: expect.any(String) as string }]);
  const { rank } = texts.step;
  for (const [row, values] of texts.rows.entries()) {
    for (const [column, value] of values.entries()) {
      expect(features.data[offsetOf(features, row, column)]).toBeCloseTo(value, 4);
    }
    expect(features.data[offsetOf(features, row, rank)]).toBe(0);
  }
});

function sparse(): SparseRows {
  const { rows, columns, entries } = matrix;
  const starts = new Int32Array(rows + 1);
  for (const [row] of entries) starts[row! + 1]!++;
  for (let row = 0; row < rows; row++) starts[row + 1]! += starts[row]!;
  const indices = Int32Array.from(entries, ([, column]) => column!);
  return { rows, columns, starts, indices, values: Float32Array.from(entries, ([, , value]) => value!) };
}

it('finds the singular values and the subspace that scikit-learn finds', () => {
  const asked = matrix.singular.length;
  const { rank, singularValues, components } = truncatedSvd(sparse(), asked, createRng(1), neverCancelled);
  expect(rank).toBe(asked);
  for (const [index, value] of matrix.singular.entries()) {
    expect(singularValues[index]! / value).toBeCloseTo(1, 3);
  }
  // The length that each of their components keeps when it is projected on ours: the cosine of the angle between them.
  for (const theirs of matrix.components) {
    const shares = Array.from({ length: rank }, (_, component) =>
      theirs.reduce((sum, value, column) => sum + value * components[column * rank + component]!, 0),
    );
    expect(Math.hypot(...shares)).toBeGreaterThan(0.99);
  }
});
