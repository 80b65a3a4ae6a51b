import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { seriesStyles, type SeriesStyle } from './palette.ts';
import { spread } from './spread.ts';

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

/** A mean at one place, and the band around it. */
export interface ChartPoint {
  readonly x: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export interface LineChart {
  readonly title: string;
  readonly subtitle: string;
  /** What the chart shows, for those who do not see it. */
  readonly description: string;
  /** What the axes count. */
  readonly axes: { readonly x: string; readonly y: string };
  readonly series: readonly { readonly name: string; readonly points: readonly ChartPoint[] }[];
}

const seriesMarks = (points: readonly ChartPoint[], style: SeriesStyle, index: number): Plot.Markish[] => [
  Plot.areaY(points, {
    x: 'x',
    y1: 'low',
    y2: 'high',
    fill: style.light,
    fillOpacity: 0.16,
    className: `band-${index}`,
  }),
  Plot.lineY(points, {
    x: 'x',
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
  series: LineChart['series'],
  styles: readonly SeriesStyle[],
  chart: PlottedChart,
  make: MakeElement,
): SvgElement {
  const ends = series.map(({ points }) => chart.scale('y').apply(points.at(-1)!.mean));
  const heights = spread(ends, labelHeight, size.marginTop, size.height - size.marginBottom);
  const group = make('g', { 'text-anchor': 'start', 'font-size': 13 });
  const left = size.width - size.marginRight + 12;
  series.forEach(({ name }, index) => {
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
    group.append(make('text', { x: left + 28, y, dy: '0.35em' }, name));
  });
  return group;
}

const draw = (
  series: LineChart['series'],
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
    marks: series.flatMap(({ points }, index) => seriesMarks(points, styles[index]!, index)),
  }) as unknown as PlottedChart;

/**
 * Lines over one axis as one SVG document: means, bands around them, a legend at the lines' ends. It stands alone, and
 * follows the reader's light or dark scheme where style sheets are honored.
 */
export function lineChartSvg({ title, subtitle, description, axes, series }: LineChart): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>') as unknown as {
    document: SvgDocument;
  };
  const styles = seriesStyles(series.map(({ name }) => name));
  const make = elementMaker(document);
  const chart = draw(series, styles, document);
  chart.prepend(
    make('title', { id: 'chart-title' }, title),
    make('desc', { id: 'chart-description' }, description),
    make('style', {}, styleSheet(styles)),
    make('rect', { class: 'paper', width: size.width, height: size.height, rx: 8, fill: '#fff' }),
  );
  const heading = { x: 20, 'text-anchor': 'start' };
  chart.append(
    make('text', { ...heading, y: 32, class: 'title', 'font-size': 17, 'font-weight': 600 }, title),
    make('text', { ...heading, y: 54, class: 'subtitle', 'font-size': 13 }, subtitle),
    make('text', { ...heading, y: size.marginTop - 12, 'font-size': 13 }, `↑ ${axes.y}`),
    make(
      'text',
      { x: size.width - size.marginRight, y: size.height - 10, 'text-anchor': 'end', 'font-size': 13 },
      `${axes.x} →`,
    ),
    legend(series, styles, chart, make),
  );
  chart.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  chart.setAttribute('role', 'img');
  chart.setAttribute('aria-labelledby', 'chart-title chart-description');
  return `${chart.outerHTML}\n`;
}
