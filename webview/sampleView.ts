import type { Question, ShownSample } from '../src/protocol/panel.ts';
import { element } from './element.ts';
import { imageOf } from './images.ts';
import { t } from './text.ts';

type Views = {
  readonly [K in ShownSample['kind']]: (sample: Extract<ShownSample, { kind: K }>, id: string) => HTMLElement;
};

const views: Views = {
  text: (sample) =>
    element(
      'div',
      { class: 'text' },
      element('pre', {}, sample.text),
      sample.truncated ? element('p', { class: 'quiet' }, t('Cut here: the sample is longer.')) : null,
    ),
  image: (sample, id) => imageView(sample, id),
  row: (sample) =>
    element(
      'table',
      { class: isLongList(sample) ? 'row many' : 'row' },
      element(
        'tbody',
        {},
        ...sample.fields.map((field) =>
          element('tr', {}, element('th', { scope: 'row' }, field.name), valueCell(field.value)),
        ),
      ),
    ),
  unreadable: (sample) =>
    element(
      'div',
      { class: 'unreadable' },
      element('vscode-icon', { name: 'file-broken', size: '32' }),
      element('p', { class: 'path' }, sample.path),
      element('p', {}, t('Cannot be read: {0}', sample.reason)),
    ),
};

/** Four words or more. */
const isProse = (value: string): boolean => /\S\s+\S+\s+\S+\s+\S/.test(value);

/** More values than fit on a screen one below the other, none of which is a text to be read. */
const isLongList = ({ fields }: Extract<ShownSample, { kind: 'row' }>): boolean =>
  fields.length > 16 && fields.every(({ value }) => value === null || value.length <= 40);

const valueCell = (value: string | null): HTMLElement =>
  value === null
    ? element('td', { class: 'missing' }, t('missing'))
    : element('td', isProse(value) ? { class: 'prose' } : {}, value);

function imageView(sample: Extract<ShownSample, { kind: 'image' }>, id: string): HTMLElement {
  const image = imageOf(sample);
  image.alt = t('Image {0}', id);
  const frame = element('div', { class: 'image' }, image);
  const fail = (): void =>
    frame.replaceChildren(element('p', { class: 'unreadable' }, t('This image cannot be drawn: {0}', id)));
  if (image.complete && image.naturalWidth === 0) fail();
  else image.addEventListener('error', fail, { once: true });
  return frame;
}

/** Draws the sample of a question into `place`; all of its content goes in as text or as an image address. */
export function drawSample(place: HTMLElement, question: Question): void {
  const { sample, id } = question;
  const view = views[sample.kind] as (sample: ShownSample, id: string) => HTMLElement;
  place.replaceChildren(view(sample, id));
  place.scrollTop = 0;
}

/** The sample in words, for the screen reader's announcement. */
export function describeSample(question: Question): string {
  const { sample, id } = question;
  if (sample.kind === 'text') return shorten(sample.text);
  if (sample.kind === 'row')
    return shorten(sample.fields.map((field) => `${field.name}: ${field.value ?? t('missing')}`).join('; '));
  if (sample.kind === 'unreadable') return t('Cannot be read: {0}', sample.reason);
  return sample.width === 0
    ? t('Image {0}', id)
    : t('Image {0}, {1} × {2} pixels', id, sample.width, sample.height);
}

const shorten = (text: string): string => (text.length > 280 ? `${text.slice(0, 280)}…` : text);
