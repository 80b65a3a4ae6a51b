import { score, signed, withError } from './figures.ts';
import type { SimulatedCurve } from './types.ts';
import type { SimulationReport } from './report.ts';

/** Differences within this many standard errors are not told apart from chance. */
const clearly = 2;
const fewRepeats = 10;

/** Whether a difference is within what chance does; with one repeat nobody knows. */
const isTie = ({ versusRandom }: SimulatedCurve): boolean =>
  versusRandom!.stderr !== null && Math.abs(versusRandom!.difference) <= clearly * versusRandom!.stderr;

const differenceOf = ({ versusRandom }: SimulatedCurve): string =>
  withError(signed(versusRandom!.difference), versusRandom!.stderr);

function verdict(curve: SimulatedCurve, metric: string, smallerIsBetter: boolean): string {
  const { difference, stderr } = curve.versusRandom!;
  if (stderr === null)
    return `${curve.strategy} differs from random by ${differenceOf(curve)}, and one repeat cannot say whether that is chance`;
  const better = difference > 0 !== smallerIsBetter;
  const size = withError(score(Math.abs(difference)), stderr);
  return `${curve.strategy} ${better ? 'beats' : 'is worse than'} random by ${size} of mean ${metric}, more than two standard errors`;
}

/** One clause for all that are level with random: a list is read more easily than the same words again and again. */
function tieVerdict(ties: readonly SimulatedCurve[]): string {
  const [only, ...others] = ties;
  if (others.length === 0)
    return `${only!.strategy} cannot be told from random (${differenceOf(only!)} is within two standard errors)`;
  const named = ties.map((curve) => `${curve.strategy} (${differenceOf(curve)})`);
  return `${named.slice(0, -1).join(', ')} and ${named.at(-1)} cannot be told from random: these differences are within two standard errors`;
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
  const ties = compared.filter(isTie);
  const verdicts = [
    ...compared
      .filter((curve) => !isTie(curve))
      .map((curve) => verdict(curve, report.metric, smallerIsBetter)),
    ...(ties.length > 0 ? [tieVerdict(ties)] : []),
  ];
  return `${verdicts.join('; ')}.${caution(report.repeats)}`;
}
