import { describe, expect, it } from 'vitest';
import { neverCancelled } from '../../../src/engine/cancel.ts';
import { HumanError } from '../../../src/engine/errors.ts';
import { gaussianProcess } from '../../../src/engine/models/gaussianProcess.ts';
import { createRng } from '../../../src/engine/rng.ts';
import type { Options } from '../../../src/engine/types.ts';
import { blobs, plainMachine, range } from '../engine/blobs.ts';

async function fit(rows: number, classes: number, options: Options = {}) {
  const { features, labels } = blobs(rows, classes, 2);
  const training = { features, rows: Int32Array.from(range(0, rows)), labels, classCount: classes };
  return gaussianProcess.fit(training, {
    rng: createRng(1),
    signal: neverCancelled,
    options,
    machine: plainMachine(),
  });
}

describe('a Gaussian process', () => {
  it('refuses more labels than it has time for, and names models that have', async () => {
    const refused = (async () => fit(1001, 2))();
    await expect(refused).rejects.toThrow(HumanError);
    await expect(refused).rejects.toThrow(
      'learns from at most 1,000 labels, because its work grows with their cube, and there are 1,001: choose forest or logistic.',
    );
  });

  it('tells its kernel and evidence, one process for two classes and one each for more', async () => {
    expect((await fit(40, 2)).view('gaussianProcess')!.fitted).toHaveLength(1);
    const { fitted, latents } = (await fit(40, 3)).view('gaussianProcess')!;
    expect(fitted).toHaveLength(3);
    expect(latents()).toHaveLength(3);
    for (const { logEvidence } of fitted) expect(logEvidence).toBeLessThan(0);
  });

  it('finds a kernel of more evidence than the one it starts from', async () => {
    const evidenceOf = async (options: Options): Promise<number> =>
      (await fit(60, 2, options)).view('gaussianProcess')!.fitted[0]!.logEvidence;
    const start = { variance: 1, lengthScale: 30 };
    expect(await evidenceOf({ ...start, optimize: true })).toBeGreaterThan(
      (await evidenceOf({ ...start, optimize: false })) + 1,
    );
  });
});
