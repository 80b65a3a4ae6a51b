import type { CurveState } from '../src/protocol/panel.ts';
import { byId, element } from './element.ts';
import { at, chartOf, frameOf, grid, svg, swatch, table, titled } from './chart.ts';
import { Redraw } from './redraw.ts';
import type { Scale } from './scale.ts';
import { count, t } from './text.ts';

const payOff =
  'Whether the strategy pays off against asking at random is what “Label Scout: Compare Strategies…” tells, from 40 labels on.';

type Point = CurveState['points'][number];

/** The learning curve as a chart, and the same numbers as a table. */
export class CurveView {
  readonly #place = byId('curve');
  readonly #page = new Redraw<CurveState>(this.#place, (state, width) => this.#draw(state, width));

  show(state: CurveState): void {
    this.#page.show(state);
  }

  #draw(state: CurveState, width: number): void {
    const name = t('Learning curve of {0}', state.dataset);
    const heading = element('h1', {}, name);
    const reading = element('p', { class: 'reading' }, state.reading);
    this.#place.setAttribute('aria-label', name);
    if (state.points.length === 0) return this.#place.replaceChildren(heading, reading);
    const caption = element('p', { class: 'quiet' }, `${state.metric} · ${state.strategy}`);
    this.#place.replaceChildren(
      heading,
      reading,
      caption,
      chart(name, state, width),
      legend(state.points),
      table(name, head, rows(state.points)),
      element('p', { class: 'quiet' }, t(payOff)),
    );
  }
}

function chart(name: string, { points }: CurveState, width: number): SVGElement {
  const values = points.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]);
  const frame = frameOf(width, Math.max(...points.map(({ labels }) => labels)), values);
  const { x, y } = frame;
  const honest = points.filter(({ estimate }) => estimate === 'held-out');
  const rough = points.filter(({ estimate }) => estimate === 'out-of-bag');
  return chartOf(
    name,
    frame,
    ...grid(frame),
    svg('path', { class: 'band', d: band(honest, x, y) }),
    svg('path', { class: 'line rough', d: line(rough, x, y) }),
    svg('path', { class: 'line', d: line(honest, x, y) }),
    ...points.map((point) =>
      titled(
        svg('circle', { class: pointClass(point), cx: x(point.labels), cy: y(point.value), r: 3.5 }),
        tooltip(point),
      ),
    ),
  );
}

const pointClass = ({ estimate }: Point): string => (estimate === 'held-out' ? 'point' : 'point rough');

const tooltip = (point: Point): string => {
  const range = point.low === null || point.high === null ? '' : ` (${interval(point)})`;
  return `${count(point.labels)} ${t('labels')}: ${shown(point.value)}${range}`;
};

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
    { estimate: 'held-out', look: 'line' },
    { estimate: 'out-of-bag', look: 'line rough' },
  ] as const;
  const present = entries.filter(({ estimate }) => points.some((point) => point.estimate === estimate));
  return element(
    'div',
    { class: 'legend' },
    ...present.map(({ estimate, look }) => element('span', {}, swatch(look), measuredOn(estimate))),
  );
}

const measuredOn = (estimate: Point['estimate']): string =>
  t(estimate === 'held-out' ? 'held-out samples' : 'rough: chosen samples');
const shown = (value: number): string => value.toFixed(3);
const interval = ({ low, high }: Point): string =>
  low === null || high === null ? '–' : `${shown(low)}–${shown(high)}`;

const head = ['Labels', 'Score', 'Interval (95 %)', 'Measured on'] as const;

const rows = (points: readonly Point[]): string[][] =>
  [...points]
    .reverse()
    .map((point) => [count(point.labels), shown(point.value), interval(point), measuredOn(point.estimate)]);
