import { element } from './element.ts';
import { linearScale, wholeTenths, type Scale } from './scale.ts';
import { count, t } from './text.ts';
import type { PanelString } from '../src/protocol/strings.ts';

const [width, height] = [820, 380];
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

export const svgText = (text: string, attributes: Readonly<Record<string, string | number>>): SVGElement => {
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

/** The chart itself, named for those who do not see it. */
export const frame = (name: string, ...children: readonly SVGElement[]): SVGElement =>
  titled(
    svg('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': name }, ...children),
    name,
  );

/** Scales from no label to the most, and over the values. */
export function frameOf(
  mostLabels: number,
  values: readonly number[],
): { readonly x: Scale; readonly y: Scale } {
  const [low, high] = wholeTenths(values);
  return {
    x: linearScale(0, mostLabels, margin.left, width - margin.right, 8),
    y: linearScale(low, high, height - margin.bottom, margin.top, 6),
  };
}

/** Horizontal lines with their values, and the axis of labels. */
export function grid(x: Scale, y: Scale): SVGElement[] {
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

/** A table of texts; its head is translated. */
export function table(head: readonly PanelString[], rows: readonly (readonly string[])[]): HTMLElement {
  const line = (cells: readonly string[]): HTMLElement =>
    element('tr', {}, ...cells.map((cell) => element('td', {}, cell)));
  const header = element('tr', {}, ...head.map((title) => element('th', { scope: 'col' }, t(title))));
  return element('table', {}, element('thead', {}, header), element('tbody', {}, ...rows.map(line)));
}
