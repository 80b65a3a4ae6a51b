import { honestReading } from '../../engine/simulation/reading.ts';
import type { SimulationReport } from '../../engine/simulation/report.ts';
import type { SimulatedCurve } from '../../engine/simulation/types.ts';
import { lineChartSvg, type ChartPoint } from './lineChart.ts';
import { setting } from './text.ts';

const points = (curve: SimulatedCurve): readonly ChartPoint[] =>
  curve.labels.map((labels, index) => {
    const mean = curve.mean[index]!;
    const error = curve.stderr[index] ?? 0;
    return { x: labels, mean, low: mean - error, high: mean + error };
  });

/** The learning curves as one SVG document: means, bands of ± one standard error. */
export const chartSvg = (report: SimulationReport, smallerIsBetter: boolean): string =>
  lineChartSvg({
    title: `${report.dataset}: ${report.metric} by number of labels`,
    subtitle: `Mean of ${report.repeats} ${report.repeats === 1 ? 'repeat' : 'repeats; bands are ± 1 standard error'} · ${report.model}`,
    description: `${setting(report)}. ${honestReading(report, smallerIsBetter)}`,
    axes: { x: 'labels', y: report.metric },
    series: report.curves.map((curve) => ({ name: curve.strategy, points: points(curve) })),
  });
