import { studentTTest } from '../math/studentT.ts';
import { probability, score, signed, withError } from './figures.ts';
import type { SimulatedCurve } from './types.ts';
import type { SimulationReport } from './report.ts';

/** Differences that chance alone makes as large more often than this are not told apart from it. */
const significance = 0.05;
const fewRepeats = 10;

/** A curve whose areas are paired with those of asking at random. */
interface Compared {
  readonly strategy: string;
  readonly difference: number;
  readonly stderr: number | null;
  /** How often chance alone makes such a difference; null where one repeat cannot say. */
  readonly chance: number | null;
}

type PairedCurve = SimulatedCurve & Required<Pick<SimulatedCurve, 'versusRandom'>>;

const isPaired = (curve: SimulatedCurve): curve is PairedCurve => curve.versusRandom !== undefined;

function comparedOf({ strategy, versusRandom }: PairedCurve, repeats: number): Compared {
  const { difference, stderr } = versusRandom;
  const chance =
    stderr === null ? null : difference === 0 ? 1 : studentTTest(difference / stderr, repeats - 1);
  return { strategy, difference, stderr, chance };
}

const isTie = ({ chance }: Compared): boolean => chance !== null && chance >= significance;

const differenceOf = ({ difference, stderr }: Compared): string => withError(signed(difference), stderr);

function verdict(compared: Compared, metric: string, smallerIsBetter: boolean): string {
  const { strategy, difference, stderr, chance } = compared;
  if (chance === null)
    return `${strategy} differs from random by ${differenceOf(compared)}, and one repeat cannot say whether that is chance`;
  const better = difference > 0 !== smallerIsBetter;
  const size = withError(score(Math.abs(difference)), stderr);
  return `${strategy} ${better ? 'beats' : 'is worse than'} random by ${size} of mean ${metric} (${probability(chance)})`;
}

/**
 * One clause for all that are level with random: a list is read more easily than the same words again and again, and than
 * the differences too, which stand in the table.
 */
function tieVerdict(ties: readonly Compared[]): string {
  const [only, ...others] = ties;
  if (others.length === 0)
    return `${only!.strategy} cannot be told from random (${differenceOf(only!)}, ${probability(only!.chance!)})`;
  const named = ties.map(({ strategy, chance }) => `${strategy} (${probability(chance!)})`);
  return `${named.slice(0, -1).join(', ')} and ${named.at(-1)} cannot be told from random`;
}

/** Where the probabilities come from, and that few repeats see little. */
function explanation(repeats: number): string {
  if (repeats === 1) return '';
  const test = ` p is how often chance alone makes as large a difference, by a paired t-test over ${repeats} repeats; from 0.05 on it is called chance.`;
  return repeats < fewRepeats
    ? `${test} So few see large differences only; run at least ${fewRepeats}.`
    : test;
}

/**
 * What the figures allow a person to say: whether each strategy beats asking at random by more than chance makes, by
 * Student's t-test of the paired differences at 5 %. Two standard errors would do for many repeats alone: of two repeats
 * chance is further off in 30 cases of 100.
 */
export function honestReading(report: SimulationReport, smallerIsBetter: boolean): string {
  const compared = report.curves.filter((curve) => curve.strategy !== 'random');
  if (compared.length === 0) return 'random is the baseline; name other strategies beside it to compare.';
  if (compared.every(({ labels }) => labels.length === 1))
    return 'the labels at the start used up the budget or all samples there were, so no strategy ever chose one: nothing was compared.';
  const paired = compared.filter(isPaired);
  if (paired.length < compared.length)
    return 'add random to --strategy to learn whether active learning pays off on this data.';
  const all = paired.map((curve) => comparedOf(curve, report.repeats));
  const ties = all.filter(isTie);
  const verdicts = all
    .filter((one) => !isTie(one))
    .map((one) => verdict(one, report.metric, smallerIsBetter));
  if (ties.length > 0) verdicts.push(tieVerdict(ties));
  return `${verdicts.join('; ')}.${explanation(report.repeats)}`;
}
