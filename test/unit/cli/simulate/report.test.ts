import { describe, expect, it } from 'vitest';
import { chartSvg } from '../../../../src/cli/simulate/chart.ts';
import { pageHtml } from '../../../../src/cli/simulate/page.ts';
import { honestReading } from '../../../../src/engine/simulation/reading.ts';
import type { SimulatedCurve } from '../../../../src/engine/simulation/types.ts';
import type { SimulationReport } from '../../../../src/engine/simulation/report.ts';
import { spread } from '../../../../src/cli/simulate/spread.ts';
import { simulationText } from '../../../../src/cli/simulate/text.ts';

const curve = (strategy: string, difference: number, stderr: number | null): SimulatedCurve => ({
  strategy,
  labels: [2, 3, 4],
  mean: [0.5, 0.6 + difference, 0.7 + difference],
  stderr: [stderr, stderr, stderr],
  area: 0.6 + difference,
  areaStderr: stderr,
  secondsPerQuery: 0.00423,
  versusRandom: { difference, stderr },
});

const report = (...curves: readonly SimulatedCurve[]): SimulationReport => ({
  dataset: 'A & B <"data">',
  rows: 40,
  features: 3,
  classes: ['a', 'b'],
  model: 'forest',
  metric: 'accuracy',
  initial: 2,
  budget: 4,
  batch: 1,
  repeats: 20,
  seed: 1,
  curves,
});

const compared = report(
  curve('random', 0, 0),
  curve('margin', 0.036, 0.006),
  curve('uncertainty', 0.012, 0.013),
);

describe('the honest reading', () => {
  const origin =
    ' p is how often chance alone makes as large a difference, by a paired t-test over 20 repeats; from 0.05 on it is called chance.';

  it('calls a strategy better only where chance does not make as much', () => {
    expect(honestReading(compared, false)).toBe(
      'margin beats random by 0.036 ± 0.006 of mean accuracy (p\u00a0<\u00a00.001); ' +
        `uncertainty cannot be told from random (+0.012 ± 0.013, p\u00a0=\u00a00.37).${origin}`,
    );
  });

  it('names all that are level with random in one clause, after those that are not', () => {
    const ties = [curve('hybrid', -0.002, 0.005), curve('density', 0.012, 0.013), curve('badge', 0, 0)];
    expect(honestReading(report(curve('random', 0, 0), ...ties, curve('margin', -0.05, 0.01)), false)).toBe(
      'margin is worse than random by 0.050 ± 0.010 of mean accuracy (p\u00a0<\u00a00.001); ' +
        'hybrid (p\u00a0=\u00a00.69), density (p\u00a0=\u00a00.37) and badge (p\u00a0=\u00a01.0) ' +
        `cannot be told from random.${origin}`,
    );
  });

  it('turns round where smaller is better', () => {
    expect(honestReading(compared, true)).toContain('margin is worse than random by 0.036');
    expect(honestReading(report(curve('margin', -0.05, 0.01)), true)).toContain(
      'margin beats random by 0.050',
    );
  });

  it('does not read chance out of one repeat', () => {
    expect(honestReading(report(curve('margin', 0.2, null)), false)).toContain('one repeat cannot say');
  });

  it('asks more of few repeats', () => {
    const twoErrors = report(curve('random', 0, 0), curve('margin', 0.023, 0.01));
    expect(honestReading(twoErrors, false)).toContain('margin beats random by 0.023 ± 0.010');
    expect(honestReading({ ...twoErrors, repeats: 4 }, false)).toContain(
      'margin cannot be told from random (+0.023 ± 0.010, p\u00a0=\u00a00.10)',
    );
    expect(honestReading({ ...twoErrors, repeats: 9 }, false)).toContain('run at least 10');
    expect(honestReading({ ...twoErrors, repeats: 10 }, false)).not.toContain('run at least');
  });

  it('compares nothing where nothing was chosen', () => {
    const start = { labels: [2], mean: [0.5], stderr: [0.1] };
    const curves = compared.curves.map((whole) => ({ ...whole, ...start }));
    expect(honestReading({ ...compared, curves }, false)).toContain('no strategy ever chose one');
  });

  it('asks for the baseline where it is missing', () => {
    const { versusRandom: _, ...alone } = curve('margin', 0.1, 0.01);
    expect(honestReading(report(alone), false)).toContain('add random to --strategy');
  });
});

it('prints a table with every strategy, its area and its difference', () => {
  const text = simulationText(compared, false);
  expect(text).toMatch(/^margin +0\.636 ± 0\.006 +0\.736 ± 0\.006 +\+0\.036 ± 0\.006 +0\.0042$/m);
  expect(text).toMatch(/^random +0\.600 ± 0\.000 +0\.700 ± 0\.000 +– +0\.0042$/m);
  expect(text).toContain('Honest reading: margin beats random');
});

describe('the chart', () => {
  const svg = chartSvg(compared, false);

  it('is one accessible document that draws a band and a line for every strategy', () => {
    expect(svg).toMatch(/^<svg [^>]*role="img"/);
    expect(svg).toContain('<title id="chart-title">A &amp; B &lt;');
    expect(svg).toContain('<desc id="chart-description">40 labeled rows');
    for (const index of [0, 1, 2]) {
      expect(svg).toMatch(new RegExp(`class="band-${index}"[^>]*><path d="M`));
      expect(svg).toMatch(new RegExp(`class="line-${index}"[^>]*><path d="M`));
    }
  });

  it('is the same for the same figures', () => {
    expect(chartSvg(compared, false)).toBe(svg);
  });

  it('stands without standard errors', () => {
    expect(chartSvg(report(curve('margin', 0.2, null)), false)).not.toContain('NaN');
  });
});

it('makes a page that carries everything and runs nothing', () => {
  const page = pageHtml(compared, false, 'label-scout simulate "a<b.csv"');
  expect(page).toContain('<title>A &amp; B &lt;&quot;data&quot;&gt;');
  expect(page).toContain('label-scout simulate &quot;a&lt;b.csv&quot;');
  expect(page).toContain('<th scope="row">margin</th>');
  expect(page).toContain('prefers-color-scheme: dark');
  expect(page).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/);
});

describe('legend entries', () => {
  it('stay where they are when there is room', () => {
    expect(spread([10, 50, 90], 17, 0, 100)).toEqual([10, 50, 90]);
  });

  it('move apart in their order, within bounds', () => {
    expect(spread([50, 50, 52], 10, 0, 100)).toEqual([50, 60, 70]);
    expect(spread([95, 96], 10, 0, 100)).toEqual([90, 100]);
    expect(spread([99, 5, 98], 10, 0, 100)).toEqual([100, 5, 90]);
  });
});
