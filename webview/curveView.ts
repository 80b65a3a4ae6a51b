import type { CurveState } from '../src/protocol/panel.ts';
import { byId, element } from './element.ts';
import { linearScale, type Scale } from './scale.ts';
import { count, t } from './text.ts';

type Point = CurveState['points'][number];

const [width, height] = [820, 380];
const margin = { top: 14, right: 24, bottom: 44, left: 52 };
const percentStep = 0.1;

function svg(
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

/** The learning curve as a chart, and the same numbers as a table. */
export class CurveView {
  readonly #place = byId('curve');

  show(state: CurveState): void {
    const heading = element('h1', {}, t('Learning curve of {0}', state.dataset));
    if (state.points.length === 0) {
      const none = t('No points yet. They appear from about ten labels in two classes on.');
      this.#place.replaceChildren(heading, element('p', { class: 'quiet' }, none));
      return;
    }
    const caption = element('p', { class: 'quiet' }, `${state.metric} · ${state.strategy}`);
    this.#place.replaceChildren(heading, caption, chart(state), legend(state.points), table(state.points));
  }
}

function chart(state: CurveState): SVGElement {
  const { points } = state;
  const x = linearScale(
    0,
    Math.max(...points.map(({ labels }) => labels)),
    margin.left,
    width - margin.right,
    8,
  );
  const values = points.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]);
  const low = Math.floor(Math.min(...values) / percentStep) * percentStep;
  const high = Math.min(Math.max(1, ...values), Math.ceil(Math.max(...values) / percentStep) * percentStep);
  const y = linearScale(low, high, height - margin.bottom, margin.top, 6);
  const honest = points.filter(({ estimate }) => estimate === 'held-out');
  const rough = points.filter(({ estimate }) => estimate === 'out-of-bag');
  const title = svg('title', {});
  title.textContent = t('Learning curve of {0}', state.dataset);
  return svg(
    'svg',
    { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': title.textContent },
    title,
    ...grid(x, y),
    svg('path', { class: 'band', d: band(honest, x, y) }),
    svg('path', { class: 'line rough', d: line(rough, x, y) }),
    svg('path', { class: 'line', d: line(honest, x, y) }),
    ...points.map((point) =>
      svg(
        'circle',
        { class: pointClass(point), cx: x(point.labels), cy: y(point.value), r: 3.5 },
        tooltip(point),
      ),
    ),
  );
}

const pointClass = ({ estimate }: Point): string => (estimate === 'held-out' ? 'point' : 'point rough');

function tooltip(point: Point): SVGElement {
  const title = svg('title', {});
  title.textContent = `${count(point.labels)} ${t('labels')}: ${shown(point.value)} ${interval(point)}`;
  return title;
}

function grid(x: Scale, y: Scale): SVGElement[] {
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

const at = (x: number, y: number): string => `${x.toFixed(1)},${y.toFixed(1)}`;

const line = (points: readonly Point[], x: Scale, y: Scale): string =>
  points.length < 2 ? '' : `M${points.map((point) => at(x(point.labels), y(point.value))).join('L')}`;

function band(points: readonly Point[], x: Scale, y: Scale): string {
  if (points.length < 2) return '';
  const above = points.map(({ labels, value, high }) => at(x(labels), y(high ?? value)));
  const below = points.map(({ labels, value, low }) => at(x(labels), y(low ?? value)));
  return `M${[...above, ...below.reverse()].join('L')}Z`;
}

function legend(points: readonly Point[]): HTMLElement {
  const entries = [
    { estimate: 'held-out', swatch: 'swatch' },
    { estimate: 'out-of-bag', swatch: 'swatch rough' },
  ] as const;
  const present = entries.filter(({ estimate }) => points.some((point) => point.estimate === estimate));
  return element(
    'div',
    { class: 'legend' },
    ...present.map(({ estimate, swatch }) =>
      element('span', {}, element('span', { class: swatch }), measuredOn(estimate)),
    ),
  );
}

const measuredOn = (estimate: Point['estimate']): string =>
  t(estimate === 'held-out' ? 'held-out samples' : 'rough: chosen samples');
const shown = (value: number): string => value.toFixed(3);
const interval = ({ low, high }: Point): string =>
  low === null || high === null ? '–' : `${shown(low)}–${shown(high)}`;

function table(points: readonly Point[]): HTMLElement {
  const head = ['Labels', 'Score', 'Interval (95 %)', 'Measured on'] as const;
  const rows = [...points].reverse().map((point) => {
    const cells = [count(point.labels), shown(point.value), interval(point), measuredOn(point.estimate)];
    return element('tr', {}, ...cells.map((cell) => element('td', {}, cell)));
  });
  const header = element('tr', {}, ...head.map((title) => element('th', { scope: 'col' }, t(title))));
  return element('table', {}, element('thead', {}, header), element('tbody', {}, ...rows));
}
