import { currentLabels } from '../../engine/exchange/currentLabels.ts';
import { ClassList } from '../../engine/session/classList.ts';
import { resolveOptions } from '../../engine/options.ts';
import { findStrategy } from '../../engine/strategies/index.ts';
import type { SentParams } from '../../protocol/contract.ts';
import type { TrainerContract } from '../../protocol/trainer.ts';
import type { OpenDataset } from '../openDataset.ts';

/** Labels to replay: those that came with the data, or the work so far. */
export type LabelSource = 'known' | 'journal';

/** As `simulate` has them by default, with fewer repeats: somebody waits. */
const usual = { initial: 2, budget: 100, repeats: 10, test: 0.5 };

type Comparison = Omit<SentParams<TrainerContract, 'compare'>, 'threads'>;

/** Class number of each row that is labeled so far, −1 for the others. */
function labelsSoFar({ facts, journal }: OpenDataset, classes: ClassList): Int32Array {
  const labels = new Int32Array(facts.ids.length).fill(-1);
  for (const { row, label } of currentLabels(facts, journal.state)) labels[row] = classes.numberOf(label);
  return labels;
}

/** How many rows there are to replay. */
export function rowsOf(open: OpenDataset, source: LabelSource): number {
  if (source === 'known') return open.facts.known;
  const classes = new ClassList(open.facts.classes, open.journal.state.successor);
  return labelsSoFar(open, classes).filter((label) => label >= 0).length;
}

/** What the trainer is asked: the model, metric and options in force, under each of the strategies. */
export function comparisonOf(
  manifest: string,
  open: OpenDataset,
  strategies: readonly string[],
  source: LabelSource,
): Comparison {
  const { facts, journal, session } = open;
  const { settings } = session.snapshot;
  const classes = new ClassList(facts.classes, journal.state.successor);
  const optionsOf = (id: string) =>
    id === settings.strategy ? settings.strategyOptions : resolveOptions(findStrategy(id).options, id, []);
  const { model, modelOptions, metric, batchSize: batch, seed } = settings;
  const pool = Math.ceil(rowsOf(open, source) * (1 - usual.test));
  return {
    manifest,
    request: {
      ...usual,
      model,
      modelOptions,
      metric,
      batch,
      seed,
      positiveClass: 1,
      classes: [...facts.classes],
      strategies: strategies.map((id) => ({ id, options: optionsOf(id) })),
      budget: Math.max(usual.initial, Math.min(usual.budget, pool)),
    },
    labels: source === 'known' ? null : labelsSoFar(open, classes),
    standing: facts.classes.map((_, number) => classes.resolve(number)),
  };
}
