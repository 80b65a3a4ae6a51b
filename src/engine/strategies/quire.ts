import { rowKey } from '../math/mixBits.ts';
import { numberOf } from '../options.ts';
import type { OptionTable, Round, Strategy } from '../types.ts';
import { quireEstimates } from './quire/criterion.ts';
import { setUpQuire, type QuireSetup } from './quire/setup.ts';

/** Options of QUIRE, which ALBE has as well, for its arm. */
export const quireOptions = {
  gamma: {
    type: 'number',
    default: 1,
    min: 1e-9,
    max: 1e9,
    description: 'The kernel is exp(−gamma · squared distance).',
  },
  lambda: {
    type: 'number',
    default: 1,
    min: 1e-6,
    max: 1e6,
    description: 'Weight of the regularization, added to the diagonal of the kernel.',
  },
  poolRows: {
    type: 'integer',
    default: 2000,
    min: 2,
    max: 10_000,
    description:
      'Rows whose kernel is inverted: of a larger pool so many are drawn, and only they are asked.',
  },
} as const satisfies OptionTable;

const poolRowsOf = ({ options }: Round): number => numberOf(quireOptions, options)('poolRows');

/** Decides which rows of a large pool are looked at, in every round the same. */
const drawSalt = 0x51dce;

/** The rows whose kernel is inverted, ascending: the pool, or a part of it that stays the same as rows are labeled. */
function consideredRows({ training, candidates }: Round, most: number): Int32Array {
  const pool = Int32Array.from([...training.rows, ...candidates]);
  if (pool.length <= most) return pool.sort();
  return pool
    .sort((a, b) => rowKey(a, drawSalt) - rowKey(b, drawSalt))
    .slice(0, most)
    .sort();
}

/** Set-ups whose person was told that only a part is looked at: once is enough. */
const told = new WeakSet<QuireSetup>();

function tellOfPart({ machine, training, candidates }: Round, setup: QuireSetup): void {
  if (told.has(setup)) return;
  told.add(setup);
  const [part, all] = [setup.rows.length, training.rows.length + candidates.length].map((count) =>
    count.toLocaleString('en'),
  );
  machine.say(
    `QUIRE's work grows with the cube of the rows: it looks at ${part} of ${all}, drawn at random, and asks no others (option poolRows).`,
  );
}

/** QUIRE's scores: larger is better, and rows that were not drawn come last. */
export function quireScores(round: Round): Float64Array {
  const { training, candidates, options, signal } = round;
  const option = numberOf(quireOptions, options);
  const kernel = { gamma: option('gamma'), lambda: option('lambda') };
  const rows = consideredRows(round, option('poolRows'));
  const setup = setUpQuire(training.features, rows, kernel, signal);
  if (isPartial(round)) tellOfPart(round, setup);
  const drawn = candidates.filter((row) => setup.inverseDiagonal.has(row));
  const estimates = quireEstimates(round, drawn, setup);
  const estimateOf = new Map([...drawn].map((row, index) => [row, estimates[index]!]));
  const worst = 1 + estimates.reduce((most, estimate) => Math.max(most, estimate), 0);
  return Float64Array.from(candidates, (row) => -(estimateOf.get(row) ?? worst));
}

/** Whether only a part of the pool is looked at. */
export const isPartial = (round: Round): boolean =>
  round.training.rows.length + round.candidates.length > poolRowsOf(round);

/** QUIRE: informative and representative samples by a min-max estimate (Huang, Jin and Zhou 2010), for two classes. */
export const quire: Strategy = {
  id: 'quire',
  title: 'QUIRE — informative and representative',
  description:
    'Asks the sample whose label matters most to a kernel regression over all of the data; for two classes.',
  needs: [],
  classes: 2,
  usesModel: false,
  options: quireOptions,
  start: () => ({
    score: quireScores,
    explain: (round) => ({
      text: isPartial(round)
        ? `Its label is estimated to matter most, of ${poolRowsOf(round).toLocaleString('en')} samples drawn from the pool.`
        : 'Its label is estimated to matter most, whatever it will be.',
    }),
  }),
};
