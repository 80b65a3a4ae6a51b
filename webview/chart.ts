import { element } from './element.ts';
import { linearScale, wholeTenths, type Scale } from './scale.ts';
import { count, t } from './text.ts';
import type { PanelString } from '../src/protocol/strings.ts';

const margin = { top: 14, right: 24, bottom: 44, left: 52 };

/** An SVG element. */
export function svg(
  tag: string,
  attributes: Readonly<Record<string, string | number>>,
  ...children: Node[]
): SVGElement {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  node.append(...children);
  return node;
}

const svgText = (text: string, attributes: Readonly<Record<string, string | number>>): SVGElement => {
  const node = svg('text', attributes);
  node.textContent = text;
  return node;
};

/** An element with a title, which a pointer shows and a screen reader says. */
export function titled(node: SVGElement, text: string): SVGElement {
  const title = svg('title', {});
  title.textContent = text;
  node.prepend(title);
  return node;
}

/** Where a chart draws: as wide as its page has room, in pixels, so that its figures are never smaller than text. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly x: Scale;
  readonly y: Scale;
}

/** The chart itself, named for those who do not see it: they find its figures in the table, not tick by tick. */
export const chartOf = (
  name: string,
  { width, height }: Frame,
  ...children: readonly SVGElement[]
): SVGElement =>
  titled(
    svg(
      'svg',
      { viewBox: `0 0 ${width} ${height}`, role: 'img' },
      svg('g', { 'aria-hidden': 'true' }, ...children),
    ),
    name,
  );

/** Scales from no label to the most, and over the values. */
export function frameOf(width: number, mostLabels: number, values: readonly number[]): Frame {
  const [low, high] = wholeTenths(values);
  const height = Math.round(Math.min(380, Math.max(220, width / 2)));
  const ticks = Math.min(8, Math.max(2, Math.floor(width / 90)));
  return {
    width,
    height,
    x: linearScale(0, mostLabels, margin.left, width - margin.right, ticks),
    y: linearScale(low, high, height - margin.bottom, margin.top, 6),
  };
}

/** Horizontal lines with their values, and the axis of labels. */
export function grid({ x, y, width, height }: Frame): SVGElement[] {
  const bottom = height - margin.bottom;
  const digits = y.ticks.every((tick) => Number.isInteger(Math.round(tick * 1e6) / 1e5)) ? 1 : 2;
  return [
    ...y.ticks.flatMap((tick) => [
      svg('line', { class: 'grid', x1: margin.left, x2: width - margin.right, y1: y(tick), y2: y(tick) }),
      svgText(tick.toFixed(digits), { x: margin.left - 10, y: y(tick) + 4, 'text-anchor': 'end' }),
    ]),
    svg('line', { class: 'axis', x1: margin.left, x2: width - margin.right, y1: bottom, y2: bottom }),
    ...x.ticks.map((tick) => svgText(count(tick), { x: x(tick), y: bottom + 18, 'text-anchor': 'middle' })),
    svgText(t('labels'), { x: width - margin.right, y: bottom + 38, 'text-anchor': 'end' }),
  ];
}

/** A place in a path. */
export const at = (x: number, y: number): string => `${x.toFixed(1)},${y.toFixed(1)}`;

/** What stands for a line in the legend: a piece of it, so that it is known by its dashes, too. */
export const swatch = (look: string): SVGElement =>
  svg(
    'svg',
    { class: 'swatch', viewBox: '0 0 36 10', 'aria-hidden': 'true' },
    svg('path', { class: look, d: 'M1,5L35,5' }),
  );

/** A table of texts with a name for those who hear it; the first cell of a line names the line, the head is translated. */
export function table(
  name: string,
  head: readonly PanelString[],
  rows: readonly (readonly string[])[],
): HTMLElement {
  const line = ([first, ...others]: readonly string[]): HTMLElement =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, first ?? ''),
      ...others.map((cell) => element('td', {}, cell)),
    );
  const header = element('tr', {}, ...head.map((title) => element('th', { scope: 'col' }, t(title))));
  const body = element('tbody', {}, ...rows.map(line));
  const content = element('table', { 'aria-label': name }, element('thead', {}, header), body);
  // Where it is wider than the page it scrolls by itself: the sentences above are read without.
  return element('div', { class: 'wide' }, content);
}
