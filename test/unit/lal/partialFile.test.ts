import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lalFeatureCount } from '../../../src/engine/lal/features.ts';
import type { LalRows } from '../../../src/engine/lal/monteCarlo.ts';
import { publishedPlan, type CollectionPlan } from '../../../src/engine/lal/plan.ts';
import { PartialFile, readPartial } from '../../../src/runtime/lal/partialFile.ts';
import { readRows } from '../../../src/runtime/lal/rowsFile.ts';
import { makeFolder } from '../data/folder.ts';

const plan: CollectionPlan = { ...publishedPlan, mode: 'independent', seed: 1 };
const rowsOf = (value: number): LalRows => ({
  features: new Float32Array(2 * lalFeatureCount).fill(value),
  reductions: Float64Array.of(value, -value),
});

/** Writes a file as a run does that is interrupted after these ranges. */
function interrupted(path: string, known: ReadonlyMap<number, LalRows>, added: readonly number[]): void {
  const file = new PartialFile(path, plan, known);
  for (const first of added) file.add({ first }, rowsOf(first));
  file.close();
}

test('what earlier runs have computed is kept together with what the next one adds', async () => {
  const path = join(makeFolder(), 'out.partial');
  interrupted(path, new Map(), [0, 16]);
  interrupted(path, await readPartial(path, plan), [32]);
  expect(await readPartial(path, plan)).toEqual(new Map([0, 16, 32].map((first) => [first, rowsOf(first)])));
  expect(await readPartial(path, { ...plan, seed: 2 }).catch(String)).toContain('is of another plan');
});

test('a run that is stopped while it takes up an earlier one leaves that as it was', async () => {
  const folder = makeFolder();
  const path = join(folder, 'out.partial');
  interrupted(path, new Map(), [0, 16]);
  class Stopping extends Map<number, LalRows> {
    override *[Symbol.iterator](): MapIterator<[number, LalRows]> {
      yield [0, rowsOf(0)];
      throw new Error('stopped');
    }
  }
  expect(() => new PartialFile(path, plan, new Stopping())).toThrow('stopped');
  expect([...(await readPartial(path, plan)).keys()]).toEqual([0, 16]);
  expect(readdirSync(folder)).toEqual(['out.partial']);
});

test('only a file that is not there is none: one that cannot be read is not replaced', async () => {
  const folder = makeFolder({ file: '' });
  mkdirSync(join(folder, 'out.partial'));
  expect(await readPartial(join(folder, 'no.partial'), plan)).toEqual(new Map());
  await expect(readPartial(join(folder, 'out.partial'), plan)).rejects.toThrow(/is a folder where a file/);
  expect(await readRows(join(folder, 'no.parquet'), plan)).toBeUndefined();
  await expect(readRows(join(folder, 'file', 'rows.parquet'), plan)).rejects.toThrow(
    /is a file where a folder is expected/,
  );
});
