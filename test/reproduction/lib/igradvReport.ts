import { meanAndError } from '../../../src/engine/math/meanAndError.ts';
import type { IgradvRun } from './igradvLoop.ts';

export interface FoundRun {
  readonly share: number;
  readonly batch: number;
  readonly repeat: number;
  readonly run: IgradvRun;
}

const plusMinus = (values: readonly number[], digits: number): string => {
  const { mean, stderr } = meanAndError(values);
  return `${mean.toFixed(digits)} ± ${(stderr ?? NaN).toFixed(digits)}`;
};

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** Table I of the paper and the numbers of its Figure 2, one table for each k. */
export function describeIgradv(
  name: string,
  flags: Readonly<Record<string, string>>,
  found: readonly FoundRun[],
): string {
  const batches = [...new Set(found.map(({ batch }) => batch))];
  const command = Object.entries(flags)
    .filter(([flag]) => flag !== 'data' && flag !== 'threads')
    .map(([flag, value]) => `--${flag} ${value}`)
    .join(' ');
  return [
    `# LAL-IGradV on ${name}`,
    '',
    `Made by \`node test/reproduction/run.mjs igradv ${command}\`. Means and standard errors over the repeats; A(0) is`,
    'the accuracy before the loop, A after it, the gain 100 (A − A(0)) / A(0); the columns after it are paired by repeat:',
    '100 (A − A′) / A′ with A′ of random choice and of least confidence, which both add as many labels.',
    'Seconds are those of an active-learning epoch (training, measuring, ranking) on one thread of a busy machine.',
    ...batches.flatMap((batch) => [
      '',
      `## k = ${batch}`,
      '',
      ...tableFor(found.filter((one) => one.batch === batch)),
    ]),
    '',
  ].join('\n');
}

function tableFor(found: readonly FoundRun[]): readonly string[] {
  const head = [
    'unlabeled',
    'strategy',
    'A(0)',
    'A',
    'gain %',
    '% Rnd',
    '% LCS',
    'mean of the curve',
    'seconds',
  ];
  const shares = [...new Set(found.map(({ share }) => share))];
  const rows = shares.flatMap((share) =>
    rowsFor(
      share,
      found.filter((one) => one.share === share),
    ),
  );
  return [line(head), line(head.map(() => '---')), ...rows];
}

function rowsFor(share: number, found: readonly FoundRun[]): readonly string[] {
  const of = (strategy: string): readonly IgradvRun[] =>
    found.filter(({ run }) => run.strategy === strategy).map(({ run }) => run);
  const last = (run: IgradvRun): number => run.accuracies.at(-1)!;
  const mean = (values: readonly number[]): number => meanAndError(values).mean;
  const strategies = [...new Set(found.map(({ run }) => run.strategy))];
  return strategies.map((strategy) => {
    const runs = of(strategy);
    const versus = (baseline: string): string =>
      strategy === baseline
        ? ''
        : plusMinus(
            runs.map((run, repeat) => 100 * (last(run) / last(of(baseline)[repeat]!) - 1)),
            2,
          );
    return line([
      ...[
        `${share} %`,
        strategy,
        plusMinus(
          runs.map(({ initial }) => initial),
          3,
        ),
        plusMinus(runs.map(last), 3),
      ],
      plusMinus(
        runs.map((run) => 100 * (last(run) / run.initial - 1)),
        1,
      ),
      ...[versus('random'), versus('least-confident')],
      plusMinus(
        runs.map(({ accuracies }) => mean(accuracies)),
        3,
      ),
      mean(runs.map(({ seconds }) => mean(seconds))).toFixed(1),
    ]);
  });
}
