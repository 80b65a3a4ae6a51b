import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  appendOutcomes,
  readOutcomes,
  rounded,
  type Outcome,
} from '../../../../src/cli/bench/strategies/ledger.ts';
import { SharedLedger } from '../../../../src/cli/bench/strategies/sharedLedger.ts';
import { outcome } from './outcomes.ts';

const place = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'label-scout-ledger-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'outcomes.csv');
};

test('gives back what was kept, to the digits it keeps, names with commas too', async () => {
  const file = place();
  const kept = [
    outcome('a, "b"', 'margin', 3, 0.123456789),
    { ...outcome('c', 'random', 0, 1), seconds: 1.2345e-4 },
  ];
  await appendOutcomes(file, kept.slice(0, 1));
  await appendOutcomes(file, kept.slice(1));
  expect(await readOutcomes(file)).toEqual(kept.map(rounded));
  expect(rounded(kept[0]!)).toEqual({ ...kept[0]!, area: 0.12346, last: 0.1235 });
  expect(rounded(kept[1]!).seconds).toBe(1.23e-4);
});

test('a line cut short is left out, and what comes after it is not lost', async () => {
  const file = place();
  await appendOutcomes(file, [outcome('a', 'random', 0, 0.5), outcome('a', 'margin', 0, 0.25)]);
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.slice(0, -2));
  expect((await readOutcomes(file)).map(({ strategy }) => strategy)).toEqual(['random']);
  writeFileSync(file, text.slice(0, -8));
  await appendOutcomes(file, [outcome('a', 'margin', 0, 0.25)]);
  expect((await readOutcomes(file)).map(({ strategy, area }) => [strategy, area])).toEqual([
    ['random', 0.5],
    ['margin', 0.25],
  ]);
});

test('two that add at once to a file lose nothing, and nothing counts twice', async () => {
  const file = place();
  const [one, other] = [new SharedLedger(file), new SharedLedger(file)];
  const shared = outcome('a', 'random', 0, 0.5);
  await Promise.all([
    one.keep([shared, outcome('a', 'margin', 0, 0.25)]),
    other.keep([shared, outcome('b', 'margin', 0, 0.75)]),
  ]);
  const namesOf = (outcomes: readonly Outcome[]) =>
    outcomes.map(({ dataset, strategy }) => `${dataset} ${strategy}`).sort();
  expect(namesOf(await readOutcomes(file))).toEqual(['a margin', 'a random', 'b margin']);
  await one.refresh();
  expect(one.outcomes).toEqual(await readOutcomes(file));
  const text = readFileSync(file, 'utf8');
  await other.keep([outcome('a', 'margin', 0, 0.25)]);
  expect(readFileSync(file, 'utf8')).toBe(text);
});

test('refuses another table, naming it', async () => {
  const file = place();
  writeFileSync(file, 'id,label\n1,a\n');
  await expect(readOutcomes(file)).rejects.toThrow(/outcomes\.csv holds no outcomes.*dataset,rows/u);
});
