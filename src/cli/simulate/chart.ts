import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { setting } from './text.ts';
import { seriesStyles } from './palette.ts';
import type { SeriesStyle } from './palette.ts';
import { spread } from './spread.ts';
import { honestReading } from '../../engine/simulation/reading.ts';
import type { SimulatedCurve } from '../../engine/simulation/types.ts';
import type { SimulationReport } from '../../engine/simulation/report.ts';

const size = { width: 860, height: 500, marginTop: 96, marginRight: 150, marginBottom: 48, marginLeft: 56 };
const labelHeight = 17;

/** The little of an SVG element that is used here; the document is linkedom's, not a browser's. */
interface SvgElement {
  append(...children: (SvgElement | string)[]): void;
  prepend(...children: SvgElement[]): void;
  setAttribute(name: string, value: string): void;
  textContent: string;
  readonly outerHTML: string;
}
interface SvgDocument {
  createElementNS(namespace: string, name: string): SvgElement;
}
interface PlottedChart extends SvgElement {
  scale(name: 'y'): { apply(value: number): number };
}

interface Point {
  readonly labels: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

const points = (curve: SimulatedCurve): readonly Point[] =>
  curve.labels.map((labels, index) => {
    const mean = curve.mean[index]!;
    const error = curve.stderr[index] ?? 0;
    return { labels, mean, low: mean - error, high: mean + error };
  });

const seriesMarks = (curve: SimulatedCurve, style: SeriesStyle, index: number): Plot.Markish[] => [
  Plot.areaY(points(curve), {
    x: 'labels',
    y1: 'low',
    y2: 'high',
    fill: style.light,
    fillOpacity: 0.16,
    className: `band-${index}`,
  }),
  Plot.lineY(points(curve), {
    x: 'labels',
    y: 'mean',
    stroke: style.light,
    strokeWidth: 2,
    strokeDasharray: style.dash,
    className: `line-${index}`,
  }),
];

const darkRules = (styles: readonly SeriesStyle[]): string =>
  styles
    .map(({ dark }, index) => `.chart .band-${index}{fill:${dark}}.chart .line-${index}{stroke:${dark}}`)
    .join('');

const styleSheet = (styles: readonly SeriesStyle[]): string =>
  '.chart{color:#1f2328;max-width:100%;height:auto}.chart .paper{fill:#fff}.chart .title{font-size:17px;font-weight:600}' +
  '.chart .subtitle{opacity:.75}' +
  `@media (prefers-color-scheme:dark){.chart{color:#e6edf3}.chart .paper{fill:#0d1117}${darkRules(styles)}}`;

/** Makes elements with attributes and text; text is set as text, so names of any kind are safe. */
const elementMaker =
  (document: SvgDocument) =>
  (name: string, attributes: Readonly<Record<string, string | number>>, text = ''): SvgElement => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
    element.textContent = text;
    return element;
  };
type MakeElement = ReturnType<typeof elementMaker>;

/** A legend whose entries stand where their curves end, pushed apart where they would overlap. */
function legend(
  report: SimulationReport,
  styles: readonly SeriesStyle[],
  chart: PlottedChart,
  make: MakeElement,
): SvgElement {
  const ends = report.curves.map((curve) => chart.scale('y').apply(curve.mean.at(-1)!));
  const heights = spread(ends, labelHeight, size.marginTop, size.height - size.marginBottom);
  const group = make('g', { 'text-anchor': 'start', 'font-size': 13 });
  const left = size.width - size.marginRight + 12;
  report.curves.forEach(({ strategy }, index) => {
    const { light, dash } = styles[index]!;
    const y = heights[index]!;
    const line = {
      x1: left,
      x2: left + 22,
      y1: y,
      y2: y,
      stroke: light,
      'stroke-width': 2.5,
      'stroke-dasharray': dash,
      'stroke-linecap': 'round',
    };
    group.append(make('line', { ...line, class: `line-${index}` }));
    group.append(make('text', { x: left + 28, y, dy: '0.35em' }, strategy));
  });
  return group;
}

const draw = (
  report: SimulationReport,
  styles: readonly SeriesStyle[],
  document: SvgDocument,
): PlottedChart =>
  Plot.plot({
    ...size,
    document: document as never,
    className: 'chart',
    style: { fontSize: '13px' },
    x: { label: null, ticks: 8 },
    y: { label: null, grid: true, nice: true, ticks: 8 },
    marks: report.curves.flatMap((curve, index) => seriesMarks(curve, styles[index]!, index)),
  }) as unknown as PlottedChart;

/**
 * The learning curves as one SVG document: means, bands of ± one standard error, a legend at the curves' ends.
 * It stands alone, and follows the reader's light or dark scheme where style sheets are honored.
 */
export function chartSvg(report: SimulationReport, smallerIsBetter: boolean): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>') as unknown as {
    document: SvgDocument;
  };
  const styles = seriesStyles(report.curves.map((curve) => curve.strategy));
  const make = elementMaker(document);
  const chart = draw(report, styles, document);
  const title = `${report.dataset}: ${report.metric} by number of labels`;
  const subtitle = `Mean of ${report.repeats} ${report.repeats === 1 ? 'repeat' : 'repeats; bands are ± 1 standard error'} · ${report.model}`;
  chart.prepend(
    make('title', { id: 'chart-title' }, title),
    make(
      'desc',
      { id: 'chart-description' },
      `${setting(report)}. ${honestReading(report, smallerIsBetter)}`,
    ),
    make('style', {}, styleSheet(styles)),
    make('rect', { class: 'paper', width: size.width, height: size.height, rx: 8, fill: '#fff' }),
  );
  const heading = { x: 20, 'text-anchor': 'start' };
  chart.append(
    make('text', { ...heading, y: 32, class: 'title', 'font-size': 17, 'font-weight': 600 }, title),
    make('text', { ...heading, y: 54, class: 'subtitle', 'font-size': 13 }, subtitle),
    make('text', { ...heading, y: size.marginTop - 12, 'font-size': 13 }, `↑ ${report.metric}`),
    make(
      'text',
      { x: size.width - size.marginRight, y: size.height - 10, 'text-anchor': 'end', 'font-size': 13 },
      'labels →',
    ),
    legend(report, styles, chart, make),
  );
  chart.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  chart.setAttribute('role', 'img');
  chart.setAttribute('aria-labelledby', 'chart-title chart-description');
  return `${chart.outerHTML}\n`;
}
