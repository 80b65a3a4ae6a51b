import { lineChartSvg } from '../../../src/cli/simulate/lineChart.ts';
import { meanAndError } from '../../../src/engine/math/meanAndError.ts';
import type { IgradvRun } from './igradvLoop.ts';
import { figures, runsOf, type FoundStudy } from './igradvReport.ts';
import type { IgradvScale } from './igradvStudies.ts';

interface Chart {
  readonly name: string;
  readonly svg: string;
}

/** What is drawn: a figure of a run, and how its axis is named. */
const drawn = {
  gain: { figure: figures.gain, axis: 'gain of accuracy in percent' },
  seconds: { figure: figures.seconds, axis: 'processor seconds of an active-learning epoch' },
} as const;

/** Figure 2 from the shares; Figures 3 and 4, and the time, from the numbers of labels an epoch. */
export function chartsOf(scale: IgradvScale, found: FoundStudy): readonly Chart[] {
  const { name, repeats, study } = found;
  if (study.along === 'features' || repeats.length === 0) return [];
  const chart = (what: keyof typeof drawn): Chart => ({
    name: what === 'gain' ? name : `${name}-${what}`,
    svg: draw(scale, found, what),
  });
  return study.along === 'share' ? [chart('gain')] : [chart('gain'), chart('seconds')];
}

function draw(scale: IgradvScale, { study, repeats }: FoundStudy, what: keyof typeof drawn): string {
  const { figure, axis } = drawn[what];
  const of = runsOf(repeats);
  const along = study.along === 'share' ? 'share' : 'batch';
  const strategies = [...new Set(study.cells.map(({ strategy }) => strategy))];
  const set = scale.set === 'cifar' ? 'CIFAR-10' : 'Fashion-MNIST';
  return lineChartSvg({
    title: `${set}: ${axis}`,
    subtitle: `${study.title} · ${repeats.length} repeats; bands are ± 1 standard error`,
    description: `${study.title}. A pool of ${scale.pool} pictures, ${scale.tested} to test on.`,
    axes: { x: along === 'share' ? 'percent unlabeled' : 'labels an epoch (k)', y: axis },
    series: strategies.map((strategy) => ({
      name: strategy,
      points: study.cells
        .filter((cell) => cell.strategy === strategy)
        .map((cell) => ({ x: cell[along], ...band(of(cell)!, figure) })),
    })),
  });
}

function band(runs: readonly IgradvRun[], figure: (run: IgradvRun) => number) {
  const { mean, stderr } = meanAndError(runs.map(figure));
  return { mean, low: mean - (stderr ?? 0), high: mean + (stderr ?? 0) };
}
