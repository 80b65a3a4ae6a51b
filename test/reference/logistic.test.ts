import { describe, expect, it } from 'vitest';
import { neverCancelled } from '../../src/engine/cancel.ts';
import { fromRowMajor } from '../../src/engine/matrix.ts';
import { logistic } from '../../src/engine/models/logistic.ts';
import { createRng } from '../../src/engine/rng.ts';
import { plainMachine } from '../unit/engine/blobs.ts';
import expected from './logistic.json' with { type: 'json' };

type Case = (typeof expected.cases)[number];

async function probabilitiesOf({ values, labels, labeled, classes }: Case, C: number): Promise<Float32Array> {
  const training = {
    features: fromRowMajor(values.flat(), values.length, values[0]!.length),
    rows: Int32Array.from({ length: labeled }, (_, row) => row),
    labels: Int32Array.from(labels.slice(0, labeled)),
    classCount: classes,
  };
  const context = { rng: createRng(1), signal: neverCancelled, options: { C }, machine: plainMachine() };
  return (await (await logistic.fit(training, context)).predictAll()).data;
}

describe.each(expected.cases)(
  `LogisticRegression of scikit-learn ${expected.scikitLearn}: $name`,
  (shape) => {
    it.each(shape.answers)('has our probabilities at C = $C', async ({ C, probabilities }) => {
      const ours = await probabilitiesOf(shape, C);
      const gaps = probabilities.flatMap((shares, index) =>
        shares.map((share, label) => Math.abs(share - ours[index * shape.step * shape.classes + label]!)),
      );
      expect(gaps.length).toBeGreaterThan(29);
      expect(Math.max(...gaps)).toBeLessThan(1e-5);
    });
  },
);
