import type { Question, ShownSample } from '../src/protocol/panel.ts';
import { element } from './element.ts';
import { imageToShow } from './images.ts';
import { holdsProse, noteProse } from './prose.ts';
import { t } from './text.ts';

type Views = {
  readonly [K in ShownSample['kind']]: (sample: Extract<ShownSample, { kind: K }>, id: string) => HTMLElement;
};

const views: Views = {
  text: (sample) =>
    element(
      'div',
      { class: 'text' },
      isBlank(sample.text) ? element('p', { class: 'quiet' }, t(emptyText)) : element('pre', {}, sample.text),
      sample.truncated ? cutHere() : null,
    ),
  image: (sample, id) => imageView(sample, id),
  row: (sample) =>
    element(
      'table',
      { class: isLongList(sample) ? 'row many' : 'row' },
      element(
        'tbody',
        {},
        ...sample.fields.map((field) => element('tr', {}, nameCell(field), valueCell(field))),
      ),
    ),
  unreadable: (sample) =>
    element(
      'div',
      { class: 'unreadable' },
      element('vscode-icon', { name: 'warning', size: '32' }),
      element('p', { class: 'path' }, sample.path),
      element('p', {}, t('Cannot be read: {0}', sample.reason)),
    ),
};

const cutHere = (): HTMLElement => element('p', { class: 'quiet' }, t('Cut here: the sample is longer.'));

const emptyText = 'This text is empty.';
const isBlank = (text: string): boolean => text.trim() === '';

type RowField = Extract<ShownSample, { kind: 'row' }>['fields'][number];

/** More values than fit on a screen one below the other, none of which is a text to be read. */
const isLongList = ({ fields }: Extract<ShownSample, { kind: 'row' }>): boolean =>
  fields.length > 16 && fields.every(({ value }) => value === null || value.length <= 40);

const nameCell = ({ name }: RowField): HTMLElement =>
  element('th', { scope: 'row' }, element('span', { class: 'field' }, name));

const valueCell = ({ name, value, truncated }: RowField): HTMLElement =>
  value === null
    ? element('td', { class: 'missing' }, t('missing'))
    : element('td', holdsProse(name) ? { class: 'prose' } : {}, value, truncated === true ? cutHere() : null);

function imageView(sample: Extract<ShownSample, { kind: 'image' }>, id: string): HTMLElement {
  const image = imageToShow(sample);
  image.alt = t('Image {0}', id);
  const frame = element('div', { class: 'image' }, image);
  const fail = (): void =>
    frame.replaceChildren(element('p', { class: 'unreadable' }, t('This image cannot be drawn: {0}', id)));
  image.addEventListener('error', fail, { once: true });
  return frame;
}

/** Draws the sample of a question into `place`; all of its content goes in as text or as an image address. */
export function drawSample(place: HTMLElement, question: Question): void {
  const { sample, id } = question;
  noteProse([sample]);
  const view = views[sample.kind] as (sample: ShownSample, id: string) => HTMLElement;
  place.replaceChildren(view(sample, id));
  place.scrollTop = 0;
}
