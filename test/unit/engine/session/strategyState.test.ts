import { expect, test } from 'vitest';
import { defaultSettings } from '../../../../src/engine/defaultSettings.ts';
import type { AlbeState } from '../../../../src/engine/strategies/albe/state.ts';
import { labelTruly, openBench, type Bench } from './helpers.ts';

const settings = { strategy: 'albe', testShare: 0 };

const askedRows = ({ session }: Bench): readonly number[] =>
  (session.snapshot.strategyState as AlbeState).asked.map(({ row }) => row);

test('what a strategy learned goes on in a later session', async () => {
  const first = await openBench({ classes: 2, settings });
  await labelTruly(first, 10);
  const asked = askedRows(first);
  expect(asked.length).toBeGreaterThan(3);
  const strategyState: unknown = JSON.parse(JSON.stringify(first.session.snapshot.strategyState));
  first.session.dispose();
  const again = await openBench({ classes: 2, settings, files: first.files, strategyState });
  await labelTruly(again, 2);
  expect(askedRows(again).slice(0, asked.length)).toEqual(asked);
  expect(askedRows(again).length).toBeGreaterThan(asked.length);
  const anew = await openBench({ classes: 2, settings, files: first.files });
  expect(askedRows(anew).length).toBeLessThan(asked.length);
});

test('it outlives a change of settings, but not one of the strategy', async () => {
  const bench = await openBench({ classes: 2, settings });
  await labelTruly(bench, 8);
  const asked = askedRows(bench);
  const other = { ...defaultSettings, ...settings, modelOptions: { trees: 4 } };
  bench.session.reconfigure(other);
  await bench.session.idle();
  expect(askedRows(bench).slice(0, asked.length)).toEqual(asked);
  bench.session.reconfigure({ ...other, strategy: 'margin' });
  await bench.session.idle();
  expect(bench.session.snapshot.strategyState).toBeUndefined();
});
