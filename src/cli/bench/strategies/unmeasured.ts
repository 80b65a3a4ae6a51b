import { modelFacts } from '../../../engine/modelFacts.ts';
import { strategies } from '../../../engine/strategies/index.ts';
import { suitability } from '../../../engine/suitability.ts';
import type { Outcome } from './ledger.ts';

/**
 * Strategies that a model can run on one of the datasets it was measured on, and of which there is no outcome with it;
 * null of a model without any outcome.
 */
function missingWith(
  model: (typeof modelFacts)[number],
  outcomes: readonly Outcome[],
): readonly string[] | null {
  const own = outcomes.filter((each) => each.model === model.id);
  if (own.length === 0) return null;
  const measured = new Set(own.map((each) => each.strategy));
  const classes = [...new Set(own.map((each) => each.classes))];
  return strategies
    .filter((strategy) => !measured.has(strategy.id))
    .filter((strategy) => classes.some((count) => suitability(strategy, model, count) === null))
    .map(({ id }) => id);
}

const quoted = (ids: readonly string[]): string => ids.map((id) => `\`${id}\``).join(', ');

/** What could have been measured and was not, in a sentence; empty where there is nothing. */
export function unmeasuredText(outcomes: readonly Outcome[]): string {
  const parts = modelFacts.flatMap((model) => {
    const missing = missingWith(model, outcomes);
    if (missing === null) return [`everything with \`${model.id}\``];
    return missing.length === 0 ? [] : [`${quoted(missing)} with \`${model.id}\``];
  });
  return parts.length === 0 ? '' : `Possible and not measured: ${parts.join('; ')}.`;
}
