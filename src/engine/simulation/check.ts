import { HumanError, UsageError } from '../errors.ts';
import { checkMetric, findMetric } from '../metrics/index.ts';
import { findModelFacts } from '../modelFacts.ts';
import { findStrategy } from '../strategies/index.ts';
import { suitability } from '../suitability.ts';
import type { SimulationRequest } from './types.ts';

const ranges = [
  { flag: '--initial', of: 'initial', least: 2 },
  { flag: '--budget', of: 'budget', least: 2 },
  { flag: '--batch', of: 'batch', least: 1 },
  { flag: '--repeats', of: 'repeats', least: 1 },
] as const satisfies readonly { flag: string; of: keyof SimulationRequest; least: number }[];

/**
 * Refuses what cannot be simulated before any work is done.
 * @throws UsageError for flags, HumanError for data (one class only, too few labeled rows).
 */
export function checkSimulation(request: SimulationRequest): void {
  for (const { flag, of, least } of ranges) {
    if (Number.isSafeInteger(request[of]) && request[of] >= least) continue;
    throw new UsageError(`${flag} is ${request[of]}, but it must be a whole number of at least ${least}.`);
  }
  const { initial, budget, test } = request;
  if (initial > budget) {
    throw new UsageError(
      `--initial ${initial} is more than --budget ${budget}, which counts the initial labels.`,
    );
  }
  if (!(test > 0 && test < 1)) throw new UsageError(`--test is ${test}, but it must lie between 0 and 1.`);
  checkChoices(request);
  checkRows(request);
}

function checkChoices({ strategies, model, metric, classes, initial }: SimulationRequest): void {
  if (strategies.length === 0) throw new UsageError('--strategy needs at least one strategy.');
  for (const { id } of strategies) {
    const strategy = findStrategy(id, '--strategy');
    const refusal = suitability(strategy, findModelFacts(model, '--model'), classes.length);
    if (refusal !== null) throw new UsageError(refusal);
  }
  const tooFew = strategies.find(({ id }) => initial < (findStrategy(id).minimumLabels ?? 0));
  if (tooFew) {
    const least = findStrategy(tooFew.id).minimumLabels;
    throw new UsageError(
      `--initial ${initial} is too few for ${tooFew.id}, which needs ${least} labels to start from: pass --initial ${least} or more.`,
    );
  }
  checkMetric(findMetric(metric, '--metric'), classes.length);
}

function checkRows({ oracle, initial, test }: SimulationRequest): void {
  const labels = oracle.filter((label) => label >= 0);
  const known = new Set(labels).size;
  if (known < 2) {
    const found = known === 0 ? 'no row has a label' : 'all labeled rows are of one class';
    throw new HumanError(`There is nothing to simulate, because ${found}: two classes are needed.`);
  }
  const tested = Math.floor(test * labels.length);
  if (tested === 0 || labels.length - tested < initial) {
    throw new HumanError(
      `${labels.length} labeled rows are too few for --test ${test} and --initial ${initial}: label more rows, or change these.`,
    );
  }
}
