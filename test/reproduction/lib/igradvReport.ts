import { meanAndError } from '../../../src/engine/math/meanAndError.ts';
import type { IgradvRun } from './igradvLoop.ts';
import {
  pageNameOf,
  type FoundRepeats,
  type IgradvCell,
  type IgradvScale,
  type IgradvStudy,
} from './igradvStudies.ts';
import { table } from './report.ts';

/** A study and the repeats of it that are complete. */
export interface FoundStudy {
  readonly name: string;
  readonly study: IgradvStudy;
  readonly repeats: FoundRepeats;
}

/** A cell's runs, one per repeat. */
export type RunsOf = (cell: IgradvCell | undefined) => readonly IgradvRun[] | undefined;

const mean = (values: readonly number[]): number => meanAndError(values).mean;

/** What a run comes to. */
export const figures = {
  /** A. */
  last: (run: IgradvRun): number => run.accuracies.at(-1)!,
  /** 100 (A − A(0)) / A(0). */
  gain: (run: IgradvRun): number => 100 * (run.accuracies.at(-1)! / run.initial - 1),
  /** Mean accuracy over the active-learning epochs. */
  curve: (run: IgradvRun): number => mean(run.accuracies),
  /** Mean seconds of an active-learning epoch. The last one ranks nothing. */
  seconds: (run: IgradvRun): number => mean(run.seconds.slice(0, -1)),
};

/** 100 (A − A′) / A′ of each repeat, A′ being another run of the same repeat. */
const versus = (runs: readonly IgradvRun[], others: readonly IgradvRun[]): readonly number[] =>
  runs.map((run, repeat) => 100 * (figures.last(run) / figures.last(others[repeat]!) - 1));

const plusMinus = (values: readonly number[], digits: number, sign = false): string => {
  const { mean: middle, stderr } = meanAndError(values);
  const mark = sign ? (middle < 0 ? '−' : '+') : '';
  return `${mark}${(sign ? Math.abs(middle) : middle).toFixed(digits)} ± ${stderr === null ? '?' : stderr.toFixed(digits)}`;
};

/** Everything found on one set of pictures, as a page. */
export function describeIgradv(scale: IgradvScale, found: readonly FoundStudy[]): string {
  const complete = found.filter(({ repeats }) => repeats.length > 0);
  const { set, pool, tested } = scale;
  return [
    `# LAL-IGradV on ${set === 'cifar' ? 'CIFAR-10' : 'Fashion-MNIST'}`,
    `Made by \`node test/reproduction/run.mjs igradv --set ${set}\` with \`--pool ${pool} --tested ${tested}\`. A pool of ${pool.toLocaleString('en')} pictures, ${tested.toLocaleString('en')} others to test on. Means and standard errors over the repeats. A(0) is the accuracy before the loop, A after it, the gain 100 (A − A(0)) / A(0). % Rnd and % LCS are 100 (A − A′) / A′, paired by repeat, with A′ of random choice and of least confidence, which add as many labels. Seconds are processor seconds of an active-learning epoch (training, measuring, ranking) on one thread.`,
    ...complete.flatMap(({ name, study, repeats }) => [
      `## ${study.title}`,
      `${repeats.length} ${repeats.length === 1 ? 'repeat' : 'repeats'}.`,
      ...(name === 'features'
        ? [featuresTable(study, repeats)]
        : [
            strategiesTable(study, repeats),
            'All rows together, first the mean of each repeat, then that of the repeats:',
            overallTable(study, repeats),
            ...figuresOf(scale, name, study),
          ]),
    ]),
    '',
  ].join('\n\n');
}

const figuresOf = (scale: IgradvScale, name: string, { along }: IgradvStudy): readonly string[] =>
  along === 'share'
    ? [`![Gain of accuracy by share of unlabeled data](${pageNameOf(scale)}-${name}.svg)`]
    : [
        `![Gain of accuracy by number of labels an epoch](${pageNameOf(scale)}-${name}.svg)`,
        `![Seconds of an epoch by number of labels](${pageNameOf(scale)}-${name}-seconds.svg)`,
      ];

/** The runs of a study by cell. */
export const runsOf =
  (repeats: FoundRepeats): RunsOf =>
  (cell) =>
    cell && repeats.map((runs) => runs.get(cell)!);

/** The cell that differs from one in the named fields only. */
const beside = (
  { cells }: IgradvStudy,
  cell: IgradvCell,
  change: Partial<IgradvCell>,
): IgradvCell | undefined => {
  const wanted = { ...cell, ...change };
  return cells.find(
    ({ share, batch, features, strategy }) =>
      share === wanted.share &&
      batch === wanted.batch &&
      features === wanted.features &&
      strategy === wanted.strategy,
  );
};

const placeOf = ({ along }: IgradvStudy, cell: IgradvCell): string =>
  along === 'share' ? `${cell.share} %` : String(cell[along]);

function strategiesTable(study: IgradvStudy, repeats: FoundRepeats): string {
  const of = runsOf(repeats);
  const rows = study.cells.map((cell) => {
    const runs = of(cell)!;
    const against = (strategy: string): string =>
      cell.strategy === strategy
        ? ''
        : plusMinus(versus(runs, of(beside(study, cell, { strategy }))!), 2, true);
    return [
      placeOf(study, cell),
      cell.strategy,
      ...accuracyCells(runs),
      against('random'),
      against('least-confident'),
      plusMinus(runs.map(figures.curve), 3),
      mean(runs.map(figures.seconds)).toFixed(2),
    ];
  });
  const place = study.along === 'share' ? 'unlabeled' : 'k';
  const head = [place, 'strategy', 'A(0)', 'A', 'gain %', '% Rnd', '% LCS', 'mean of the curve', 'seconds'];
  return table(head, rows);
}

/** Percent of accuracy against both baselines, over all that a study varies. */
function overallTable(study: IgradvStudy, repeats: FoundRepeats): string {
  const of = runsOf(repeats);
  const strategies = [...new Set(study.cells.map(({ strategy }) => strategy))];
  const against = (strategy: string, baseline: string): string => {
    if (strategy === baseline) return '';
    const cells = study.cells.filter((cell) => cell.strategy === strategy);
    const gaps = cells.map((cell) => versus(of(cell)!, of(beside(study, cell, { strategy: baseline }))!));
    return plusMinus(
      repeats.map((_, repeat) => mean(gaps.map((gap) => gap[repeat]!))),
      2,
      true,
    );
  };
  const rows = strategies.map((strategy) => [
    strategy,
    against(strategy, 'random'),
    against(strategy, 'least-confident'),
  ]);
  return table(['strategy', '% Rnd', '% LCS'], rows);
}

const accuracyCells = (runs: readonly IgradvRun[]): readonly string[] => [
  plusMinus(
    runs.map(({ initial }) => initial),
    3,
  ),
  plusMinus(runs.map(figures.last), 3),
  plusMinus(runs.map(figures.gain), 1),
];

function featuresTable(study: IgradvStudy, repeats: FoundRepeats): string {
  const of = runsOf(repeats);
  const rows = study.cells.map((cell) => {
    const runs = of(cell)!;
    const others = of(beside(study, cell, { features: 'inputs' }))!;
    const paired = (figure: (run: IgradvRun) => number): readonly number[] =>
      runs.map((run, repeat) => figure(run) - figure(others[repeat]!));
    const same = cell.features === 'inputs';
    return [
      cell.strategy,
      cell.features,
      plusMinus(runs.map(figures.last), 4),
      plusMinus(runs.map(figures.curve), 4),
      ...(same
        ? ['', '']
        : [plusMinus(paired(figures.last), 4, true), plusMinus(paired(figures.curve), 4, true)]),
    ];
  });
  const head = ['strategy', 'features', 'A', 'mean of the curve', 'A, to inputs', 'curve, to inputs'];
  return table(head, rows);
}
