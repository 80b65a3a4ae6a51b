import { assignOptions } from '../../engine/options.ts';
import { pickModel } from '../../engine/settings.ts';
import type { SimulationRequest } from '../../engine/simulation/types.ts';
import { findStrategy } from '../../engine/strategies/index.ts';
import { featureKindOf } from '../../protocol/featureKind.ts';
import type { Manifest } from '../../protocol/manifest.ts';
import type { SharedFlags } from '../options.ts';
import { positiveClassOf, settingsOf } from '../settings.ts';
import type { LabeledData } from './truth.ts';

/** Flags of `simulate`, defaults filled in by commander. */
export interface SimulateFlags extends Omit<SharedFlags, 'strategy'> {
  readonly label?: string;
  /** Ids, separated by commas on the command line. */
  readonly strategy: readonly string[];
  readonly initial: number;
  readonly budget: number;
  readonly repeats: number;
  readonly test: number;
  readonly jobs?: number;
  readonly out?: string;
}

const keyOf = (assignment: string): string => assignment.slice(0, assignment.indexOf('='));

/**
 * Settings of one of several strategies: `--option` keys of the others are left out.
 * @throws UsageError for an unknown strategy, model, metric or option, or an unsuitable pair.
 */
export function settingsOfOne(id: string, manifest: Manifest, flags: SimulateFlags) {
  const strategy = findStrategy(id, '--strategy');
  const others = flags.strategy.map((other) => findStrategy(other, '--strategy'));
  // One model for all strategies, or their curves could not be compared.
  const model = pickModel(others, {
    flags: { model: flags.model },
    manifest,
    featureKind: featureKindOf(manifest),
  });
  assignOptions(flags.option ?? [], [...others, model]);
  const own = (flags.option ?? []).filter(
    (assignment) =>
      Object.hasOwn(strategy.options, keyOf(assignment)) || Object.hasOwn(model.options, keyOf(assignment)),
  );
  return settingsOf(manifest, { ...flags, strategy: id, model: model.id, option: own });
}

/** What to simulate on an opened dataset: flag over manifest over default. */
export function requestOf({ dataset, classes, truth }: LabeledData, flags: SimulateFlags): SimulationRequest {
  const all = flags.strategy.map((id) => settingsOfOne(id, dataset.manifest, flags));
  const { model, modelOptions, metric, batchSize, seed } = all[0]!;
  return {
    oracle: truth,
    classes,
    strategies: all.map(({ strategy, strategyOptions }) => ({ id: strategy, options: strategyOptions })),
    model,
    modelOptions,
    metric,
    seed,
    batch: batchSize,
    positiveClass: positiveClassOf(classes, flags),
    initial: flags.initial,
    budget: flags.budget,
    repeats: flags.repeats,
    test: flags.test,
  };
}
