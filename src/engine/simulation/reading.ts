import { score, signed, withError } from './figures.ts';
import type { SimulatedCurve } from './types.ts';
import type { SimulationReport } from './report.ts';

/** Differences within this many standard errors are not told apart from chance. */
const clearly = 2;
const fewRepeats = 10;

function verdict(curve: SimulatedCurve, metric: string, smallerIsBetter: boolean): string {
  const { difference, stderr } = curve.versusRandom!;
  const figure = withError(signed(difference), stderr);
  if (stderr === null)
    return `${curve.strategy} differs from random by ${figure}, and one repeat cannot say whether that is chance`;
  if (Math.abs(difference) <= clearly * stderr)
    return `${curve.strategy} cannot be told from random (${figure} is within two standard errors)`;
  const better = difference > 0 !== smallerIsBetter;
  const size = withError(score(Math.abs(difference)), stderr);
  return `${curve.strategy} ${better ? 'beats' : 'is worse than'} random by ${size} of mean ${metric}, more than two standard errors`;
}

/** Standard errors of very few repeats are guesses themselves. */
const caution = (repeats: number): string =>
  repeats > 1 && repeats < fewRepeats
    ? ` With ${repeats} repeats the standard errors are rough themselves; run at least ${fewRepeats} before you trust this.`
    : '';

/**
 * What the figures allow a person to say: whether each strategy beats asking at random by more than two
 * standard errors of the paired difference.
 */
export function honestReading(report: SimulationReport, smallerIsBetter: boolean): string {
  const compared = report.curves.filter((curve) => curve.strategy !== 'random');
  if (compared.length === 0) return 'random is the baseline; name other strategies beside it to compare.';
  if (compared.every(({ labels }) => labels.length === 1))
    return 'the labels at the start used up the budget or all samples there were, so no strategy ever chose one: nothing was compared.';
  if (!compared.every((curve) => curve.versusRandom))
    return 'add random to --strategy to learn whether active learning pays off on this data.';
  const verdicts = compared.map((curve) => verdict(curve, report.metric, smallerIsBetter)).join('; ');
  return `${verdicts}.${caution(report.repeats)}`;
}
