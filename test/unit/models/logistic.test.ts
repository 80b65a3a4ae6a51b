import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../../src/engine/errors.ts';
import { fromRowMajor, type FeatureMatrix } from '../../../src/engine/matrix.ts';
import { logistic } from '../../../src/engine/models/logistic.ts';
import { createRng } from '../../../src/engine/rng.ts';
import { findStrategy } from '../../../src/engine/strategies/index.ts';
import { suitability } from '../../../src/engine/suitability.ts';
import type { CancelSignal, Options } from '../../../src/engine/types.ts';
import { blobs, plainMachine, range } from '../engine/blobs.ts';

async function predict(
  features: FeatureMatrix,
  labels: Int32Array,
  options: Options = {},
  signal: CancelSignal = { aborted: false },
): Promise<Float32Array> {
  const training = {
    features,
    labels,
    classCount: 3,
    rows: Int32Array.from(labels.keys()),
  };
  const context = { rng: createRng(1), signal, options, machine: plainMachine() };
  return (await (await logistic.fit(training, context)).predictAll()).data;
}

/** Each value of a matrix under `change`, rows in the order given. */
function changed(
  source: FeatureMatrix,
  order: readonly number[],
  change: (value: number, column: number) => number,
) {
  const values = order.flatMap((row) =>
    range(0, source.columns).map((column) => change(source.data[column * 1024 + row]!, column)),
  );
  return fromRowMajor(values, order.length, source.columns);
}

const { features, labels } = blobs(300, 3, 4, 5);
const known = labels.slice(0, 60);

describe('logistic model', () => {
  it('does not depend on the scale and origin of a feature', async () => {
    const scaled = changed(features, range(0, 300), (value, column) => value * 2 ** (column - 3) + column);
    const [ours, theirs] = [await predict(features, known), await predict(scaled, known)];
    expect(Math.max(...ours.map((share, index) => Math.abs(share - theirs[index]!)))).toBeLessThan(1e-5);
  });

  it('gives rows of the second and of the last block the same shares as in the first', async () => {
    const order = range(0, 2400).map((row) => row % 300);
    const shares = await predict(
      changed(features, order, (value) => value),
      known,
    );
    for (const copy of range(1, 8)) {
      expect(shares.slice(copy * 900, copy * 900 + 900)).toEqual(shares.slice(0, 900));
    }
  });

  it('pulls the shares towards those of the labels as C falls', async () => {
    const shares = await predict(features, known, { C: 1e-6 });
    const share = known.filter((label) => label === 1).length / known.length;
    expect(shares[1]).toBeCloseTo(share, 2);
    expect(shares[1]).not.toBe(shares[4]);
  });

  it('takes one Newton step where one is allowed', async () => {
    expect(await predict(features, known, { maxIterations: 1 })).not.toEqual(await predict(features, known));
  });

  it('knows only the shares of the labels where no feature varies', async () => {
    const constant = fromRowMajor(new Float32Array(40).fill(0.1), 20, 2);
    const shares = await predict(constant, Int32Array.from([0, 0, 1, 2]));
    [0.5, 0.25, 0.25].forEach((share, label) => {
      expect(shares[label]).toBeCloseTo(share, 6);
    });
  });

  it.each([1, 5, 20])('stops in the middle when cancelled: look number %i', async (looks) => {
    let seen = 0;
    const signal = {
      get aborted() {
        return ++seen > looks;
      },
    };
    await expect(predict(features, known, {}, signal)).rejects.toThrow(CancelledError);
    expect(seen).toBe(looks + 1);
  });

  it('is refused to strategies that need a forest, by name', () => {
    const needy = { ...findStrategy('margin'), id: 'needy', needs: ['forest'] as const };
    expect(suitability(needy, logistic)).toBe(
      'The strategy needy cannot run with the model logistic: choose the model forest, or another strategy.',
    );
    expect(suitability(findStrategy('uncertainty'), logistic)).toBeNull();
  });
});
