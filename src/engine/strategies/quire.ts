import { rowKey } from '../math/mixBits.ts';
import type { OptionTable, Options, Round, Strategy } from '../types.ts';
import { quireEstimates } from './quire/criterion.ts';
import { setUpQuire, type QuireSetup } from './quire/setup.ts';

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

const optionOf = (options: Options, name: keyof typeof quireOptions): number =>
  Number(options[name] ?? quireOptions[name].default);

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

/** Set-ups of which was told that they are of a part only: once is enough. */
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
  const rows = consideredRows(round, optionOf(options, 'poolRows'));
  const [gamma, lambda] = [optionOf(options, 'gamma'), optionOf(options, 'lambda')];
  const setup = setUpQuire(training.features, rows, gamma, lambda, signal);
  if (isPartial(round)) tellOfPart(round, setup);
  const drawn = candidates.filter((row) => setup.inverseDiagonal.has(row));
  const estimates = quireEstimates(round, drawn, setup);
  const estimateOf = new Map([...drawn].map((row, index) => [row, estimates[index]!]));
  const worst = 1 + estimates.reduce((most, estimate) => Math.max(most, estimate), 0);
  return Float64Array.from(candidates, (row) => -(estimateOf.get(row) ?? worst));
}

/** Whether only a part of the pool is looked at. */
export const isPartial = ({ training, candidates, options }: Round): boolean =>
  training.rows.length + candidates.length > optionOf(options, 'poolRows');

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
        ? `Its label is estimated to matter most, of ${optionOf(round.options, 'poolRows').toLocaleString('en')} samples drawn from the pool.`
        : 'Its label is estimated to matter most, whatever it will be.',
    }),
  }),
};
