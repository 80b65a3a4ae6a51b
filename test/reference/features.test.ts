import { expect, it } from 'vitest';
import { allocateMatrix, offsetOf } from '../../src/engine/matrix.ts';
import { open, makeFolder } from '../unit/data/folder.ts';
import expected from './features.json' with { type: 'json' };

const lines = expected.samples.map((sample, id) => JSON.stringify({ id, ...sample }));

/** The samples as a dataset whose columns are what the script takes them for. */
const dataset = (): string =>
  makeFolder({
    'data.jsonl': `${lines.join('\n')}\n`,
    'label-scout.json': {
      version: 1,
      source: {
        kind: 'table',
        files: ['data.jsonl'],
        id: 'id',
        features: { numeric: ['age', 'height'], categorical: ['product', 'shop'], text: [] },
      },
    },
  });

it('encodes a table as a program does that feeds an exported model', async () => {
  const opened = await open(dataset());
  const matrix = await opened.features(allocateMatrix);
  expect(opened.featureSteps).toEqual(
    expected.steps.map((step) =>
      step.kind === 'numeric'
        ? { ...step, mean: expect.closeTo(step.mean!, 9), scale: expect.closeTo(step.scale!, 9) }
        : step,
    ),
  );
  expect(matrix.columns).toBe(expected.columns);
  let greatestGap = 0;
  for (const [row, values] of expected.rows.entries()) {
    for (let column = 0; column < matrix.columns; column++) {
      const theirs = (values as Record<string, number>)[column] ?? 0;
      greatestGap = Math.max(greatestGap, Math.abs(matrix.data[offsetOf(matrix, row, column)]! - theirs));
    }
  }
  expect(greatestGap).toBeLessThan(1e-6);
});
