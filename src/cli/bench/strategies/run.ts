import { neverCancelled } from '../../../engine/cancel.ts';
import { viewOf } from '../../../engine/featureView.ts';
import { findModelFacts } from '../../../engine/modelFacts.ts';
import { median } from '../../../engine/math/median.ts';
import { resolveOptions } from '../../../engine/options.ts';
import { simulateRepeat } from '../../../engine/simulation/repeat.ts';
import type { SimulationRequest, StrategyRun } from '../../../engine/simulation/types.ts';
import { findStrategy } from '../../../engine/strategies/index.ts';
import { openWorkshop } from '../../machine.ts';
import { Progress } from '../../progress.ts';
import type { LabeledData } from '../../simulate/truth.ts';
import { say } from '../../output.ts';
import { openBenchmarkDataset, type BenchmarkDataset } from './datasets.ts';
import { rounded, type Outcome } from './ledger.ts';
import { LeftOut, modelRefusal, strategyRefusal } from './leftOut.ts';
import { protocolOf, testShare, type Protocol } from './protocol.ts';
import { SharedLedger } from './sharedLedger.ts';

/** What is to be measured. */
export interface Plan extends Protocol {
  readonly datasets: readonly BenchmarkDataset[];
  readonly models: readonly string[];
  readonly strategies: readonly string[];
  /** Those of them that were asked for by name. */
  readonly named: readonly string[];
  readonly repeats: number;
  readonly threads: number;
  /** File the outcomes are kept in. */
  readonly ledger: string;
}

/** One repeat on one dataset with one model: the strategies share its split. */
interface Unit {
  readonly dataset: BenchmarkDataset;
  readonly model: string;
  readonly repeat: number;
}

/** All first repeats before all second ones, so that an interrupted run says a little about everything. */
const unitsOf = ({ datasets, models, repeats }: Plan): readonly Unit[] =>
  Array.from({ length: repeats }, (_, repeat) =>
    datasets.flatMap((dataset) => models.map((model) => ({ dataset, model, repeat }))),
  ).flat();

/**
 * Measures what the ledger lacks, and keeps every outcome as soon as it is there.
 * @returns all the ledger holds.
 */
export async function runPlan(plan: Plan): Promise<readonly Outcome[]> {
  const ledger = new SharedLedger(plan.ledger);
  const opened = new Map<string, LabeledData>();
  const workshop = openWorkshop(plan.threads);
  const leftOut = new LeftOut();
  const units = unitsOf(plan);
  const progress = new Progress('repeats', units.length);
  for (const [index, unit] of units.entries()) {
    const { dataset } = unit;
    const data = opened.get(dataset.name) ?? (await openBenchmarkDataset(dataset));
    opened.set(dataset.name, data);
    await ledger.refresh();
    const missing = suitableStrategies(plan, unit, data, leftOut).filter(
      (strategy) => !ledger.has({ ...plan, ...unit, dataset: dataset.name, strategy }),
    );
    if (missing.length > 0 && isLargeEnough(plan, unit, data))
      await ledger.keep(await measure(plan, unit, data, missing, workshop));
    else progress.keep(1);
    if (index === units.length / plan.repeats - 1) leftOut.sayAll(plan.named);
    progress.update(index + 1);
  }
  progress.finish();
  workshop.close();
  return ledger.outcomes;
}

/** Labels at the end: the budget, or half of the pool where that is less, for once all is labeled nothing differs. */
const lastLabels = ({ budget }: Protocol, { truth }: LabeledData): number =>
  Math.min(budget, Math.floor((truth.filter((label) => label >= 0).length * (1 - testShare)) / 2));

function isLargeEnough(plan: Plan, { dataset, repeat }: Unit, data: LabeledData): boolean {
  const last = lastLabels(plan, data);
  if (last > plan.initial) return true;
  if (repeat === 0) say(`Left out ${dataset.name}: half of its pool is ${last} labels.`);
  return false;
}

/** The strategies to measure in a unit; of the first repeat, what is not measured is noted. */
function suitableStrategies(
  { strategies, initial }: Plan,
  { dataset, model, repeat }: Unit,
  data: LabeledData,
  leftOut: LeftOut,
): string[] {
  const facts = findModelFacts(model);
  if (modelRefusal(facts, data) !== null) {
    if (repeat === 0) leftOut.noteModel(model, dataset.name);
    return [];
  }
  return strategies.filter((id) => {
    const refusal = strategyRefusal(id, facts, data.classes.length, initial);
    leftOut.noteStrategy(id, refusal);
    return refusal === null;
  });
}

async function measure(
  plan: Plan,
  { dataset, model, repeat }: Unit,
  data: LabeledData,
  strategies: readonly string[],
  { machine, allocate }: ReturnType<typeof openWorkshop>,
): Promise<readonly Outcome[]> {
  const request = requestOf(plan, model, data, strategies);
  const parts = {
    machine,
    features: (poolRows: Int32Array) =>
      data.dataset.features(allocate, { fitRows: poolRows, view: viewOf(model) }),
  };
  const { runs, features } = await simulateRepeat(request, repeat, parts, neverCancelled);
  const shared = {
    ...protocolOf(plan),
    dataset: dataset.name,
    model,
    repeat,
    features,
    rows: data.truth.length,
    classes: data.classes.length,
  };
  return runs.map((run) => rounded({ ...shared, ...summaryOf(run) }));
}

function requestOf(plan: Plan, model: string, data: LabeledData, ids: readonly string[]): SimulationRequest {
  const { options } = findModelFacts(model);
  return {
    oracle: data.truth,
    classes: data.classes,
    strategies: ids.map((id) => ({
      id,
      options: resolveOptions(findStrategy(id).options, `strategy ${id}`, []),
    })),
    model,
    modelOptions: resolveOptions(options, `model ${model}`, []),
    metric: 'accuracy',
    positiveClass: 1,
    initial: plan.initial,
    test: testShare,
    batch: plan.batch,
    seed: plan.seed,
    budget: lastLabels(plan, data),
    repeats: plan.repeats,
  };
}

function summaryOf({ strategy, values, seconds }: StrategyRun) {
  const area = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { strategy, area, last: values.at(-1)!, seconds: median(seconds) };
}
