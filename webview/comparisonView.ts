import type { ComparisonState } from '../src/protocol/panel.ts';
import { at, chartOf, frameOf, grid, svg, swatch, table, titled } from './chart.ts';
import { byId, element } from './element.ts';
import { Redraw } from './redraw.ts';
import type { Scale } from './scale.ts';
import { t } from './text.ts';

type Curve = ComparisonState['curves'][number];
type Figure = Curve['area'];

/** As many colors, and as many kinds of dashes, as the style sheet knows. */
const looks = 6;

/** Strategies compared: the verdict first, then the curves, then the numbers. */
export class ComparisonView {
  readonly #place = byId('curve');

  readonly #page = new Redraw<ComparisonState>(this.#place, (state, width) => this.#draw(state, width));

  show(state: ComparisonState): void {
    this.#page.show(state);
  }

  #draw(state: ComparisonState, width: number): void {
    const name = t('Strategies compared on {0}', state.dataset);
    this.#place.setAttribute('aria-label', name);
    this.#place.replaceChildren(
      element('h1', {}, name),
      element('p', { class: 'reading' }, state.reading),
      element('p', { class: 'quiet' }, `${state.metric} · ${state.setting}. ${state.source}`),
      chart(`${name}: ${state.metric}`, state, width),
      legend(state.curves),
      table(name, head, state.curves.map(cells)),
    );
  }
}

/**
 * `random` is the dotted baseline; the others take colors and dashes in turn, the dashes shifted by one each time the colors
 * begin again: no two lines look the same, and color is never the only sign.
 */
function looksOf(curves: readonly Curve[]): string[] {
  let taken = 0;
  return curves.map(({ random }) => {
    if (random) return 'random';
    const [color, round] = [taken % looks, Math.floor(taken / looks)];
    taken++;
    return `color-${color + 1} dash-${((color + round) % looks) + 1}`;
  });
}

function chart(name: string, { curves }: ComparisonState, width: number): SVGElement {
  const values = curves.flatMap(({ points }) =>
    points.flatMap(({ value, error }) => [value - (error ?? 0), value + (error ?? 0)]),
  );
  const look = looksOf(curves);
  const frame = frameOf(width, Math.max(...curves.flatMap(({ labels }) => labels)), values);
  const { x, y } = frame;
  return chartOf(
    name,
    frame,
    ...grid(frame),
    ...curves.map((curve, index) => svg('path', { class: `band ${look[index]}`, d: band(curve, x, y) })),
    ...curves.map((curve, index) =>
      titled(svg('path', { class: `line ${look[index]}`, d: line(curve, x, y) }), curve.title),
    ),
  );
}

const line = ({ labels, points }: Curve, x: Scale, y: Scale): string =>
  `M${points.map(({ value }, index) => at(x(labels[index]!), y(value))).join('L')}`;

function band({ labels, points }: Curve, x: Scale, y: Scale): string {
  const edge = (sign: number): string[] =>
    points.map(({ value, error }, index) => at(x(labels[index]!), y(value + sign * (error ?? 0))));
  return `M${[...edge(1), ...edge(-1).reverse()].join('L')}Z`;
}

function legend(curves: readonly Curve[]): HTMLElement {
  const look = looksOf(curves);
  const entries = curves.map(({ title }, index) => element('span', {}, swatch(`line ${look[index]}`), title));
  return element('div', { class: 'legend' }, ...entries);
}

const head = ['Strategy', 'Mean score', 'Against random', 'Last score', 'Seconds per query'] as const;

const cells = ({ title, area, versusRandom, random, points, secondsPerQuery }: Curve): string[] => [
  title,
  shown(area),
  random || versusRandom === null ? '–' : signed(versusRandom),
  shown(points.at(-1)!),
  String(Number(secondsPerQuery.toPrecision(2))),
];

const error = (figure: Figure): string => (figure.error === null ? '' : ` ± ${figure.error.toFixed(3)}`);
const shown = (figure: Figure): string => `${figure.value.toFixed(3)}${error(figure)}`;
const signed = (figure: Figure): string =>
  `${figure.value < 0 ? '−' : '+'}${Math.abs(figure.value).toFixed(3)}${error(figure)}`;
