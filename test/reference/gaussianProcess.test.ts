import { describe, expect, it } from 'vitest';
import { neverCancelled } from '../../src/engine/cancel.ts';
import { fromRowMajor } from '../../src/engine/matrix.ts';
import { gaussianProcess } from '../../src/engine/models/gaussianProcess.ts';
import { evidenceAt } from '../../src/engine/models/gaussianProcess/evidence.ts';
import { squaredDistances } from '../../src/engine/models/gaussianProcess/kernel.ts';
import { fitProcess } from '../../src/engine/models/gaussianProcess/process.ts';
import { standardize, standardizedRows } from '../../src/engine/models/standardize.ts';
import { createRng } from '../../src/engine/rng.ts';
import { plainMachine, range } from '../unit/engine/blobs.ts';
import expected from './gaussianProcess.json' with { type: 'json' };

type Case = (typeof expected.cases)[number];

const matrixOf = ({ values }: Case) => fromRowMajor(values.flat(), values.length, values[0]!.length);

async function probabilitiesOf(shape: Case, optimize: boolean): Promise<Float32Array> {
  const training = {
    features: matrixOf(shape),
    rows: Int32Array.from(range(0, shape.labeled)),
    labels: Int32Array.from(shape.labels.slice(0, shape.labeled)),
    classCount: shape.classes,
  };
  const options = { optimize, variance: shape.variance, lengthScale: shape.lengthScale };
  const context = { rng: createRng(1), signal: neverCancelled, options, machine: plainMachine() };
  return (await (await gaussianProcess.fit(training, context)).predictAll()).data;
}

const greatestGap = (ours: Float32Array, theirs: readonly (readonly number[])[]): number =>
  Math.max(...theirs.flat().map((share, index) => Math.abs(share - ours[index]!)));

/** The processes behind a case: of two classes one, of more one for each. */
function processesOf(shape: Case) {
  const features = matrixOf(shape);
  const scale = standardize(features);
  const rows = Int32Array.from(range(0, shape.labeled));
  const values = standardizedRows(features, rows, scale);
  const squares = squaredDistances(values, values, scale.columns.length, rows.length, rows.length);
  const positives = shape.classes === 2 ? [1] : range(0, shape.classes);
  return positives.map((positive) => ({
    squares,
    signs: Float64Array.from(rows, (row) => (shape.labels[row] === positive ? 1 : -1)),
  }));
}

const parametersOf = ([logVariance, logLengthScale]: readonly number[]) => ({
  logVariance: logVariance!,
  logLengthScale: logLengthScale!,
});

describe.each(expected.cases)(
  `GaussianProcessClassifier of scikit-learn ${expected.scikitLearn}: $name`,
  (shape) => {
    it('has our probabilities with the same kernel', async () => {
      const ours = await probabilitiesOf(shape, false);
      expect(greatestGap(ours, shape.fixed.probabilities)).toBeLessThan(2e-7);
    });

    it('has our evidence and its slope', () => {
      for (const [index, { squares, signs }] of processesOf(shape).entries()) {
        const start = new Float64Array(signs.length);
        const parameters = parametersOf(shape.fixed.parameters[index]!);
        const { posterior, gradient } = evidenceAt(parameters, squares, signs, start, neverCancelled);
        expect(posterior.logEvidence).toBeCloseTo(shape.fixed.evidence[index]!, 5);
        const theirs = shape.fixed.gradient[index]!;
        for (const place of [0, 1] as const) expect(gradient[place]).toBeCloseTo(theirs[place]!, 4);
      }
    });

    it('finds no greater evidence, and the same probabilities where that is at one place', async () => {
      for (const [index, { squares, signs }] of processesOf(shape).entries()) {
        const start = parametersOf(shape.fixed.parameters[index]!);
        const { posterior } = fitProcess(squares, signs, start, true, neverCancelled);
        expect(posterior.logEvidence).toBeGreaterThan(shape.fitted.evidence[index]! - 1e-3);
      }
      const ours = await probabilitiesOf(shape, true);
      expect(greatestGap(ours, shape.fitted.probabilities)).toBeLessThan(shape.labeled > 2 ? 0.005 : 0.02);
    });
  },
);
