import type { Outcome } from '../../../../src/cli/bench/strategies/ledger.ts';
import { range } from '../../engine/blobs.ts';

/** One outcome of a small benchmark. */
export const outcome = (dataset: string, strategy: string, repeat: number, area: number): Outcome => ({
  rows: 10,
  features: 2,
  classes: 2,
  model: 'forest',
  last: area,
  seconds: 0.5,
  initial: 2,
  budget: 100,
  batch: 1,
  seed: 1,
  dataset,
  strategy,
  repeat,
  area,
});

/** Areas of eight repeats: noise that all strategies share, plus the strategy's own part. */
export const outcomesOf = (dataset: string, parts: Readonly<Record<string, number>>): readonly Outcome[] =>
  Object.entries(parts).flatMap(([strategy, part]) =>
    range(0, 8).map((repeat) => outcome(dataset, strategy, repeat, 0.5 + repeat / 20 + part)),
  );
