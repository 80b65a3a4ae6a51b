import type { ImageSample, ShownSample } from '../src/protocol/panel.ts';
import { roomIn } from './element.ts';

/** Loaded images by address, oldest first: a dozen possible next samples, and some that were just seen. */
const loaded = new Map<string, HTMLImageElement>();
const kept = 48;

/** The image of a sample; the very element that was preloaded, so that it paints in the same frame. */
function imageOf(sample: ImageSample): HTMLImageElement {
  const known = loaded.get(sample.source);
  const image = known ?? new Image();
  loaded.delete(sample.source);
  loaded.set(sample.source, image);
  if (known === undefined) {
    image.decoding = 'sync';
    image.src = sample.source;
    if (sample.width > 0) image.dataset['width'] = String(sample.width);
    if (sample.height > 0) image.dataset['height'] = String(sample.height);
  }
  for (const source of [...loaded.keys()].slice(0, Math.max(0, loaded.size - kept))) loaded.delete(source);
  return image;
}

/**
 * The image of a sample that is about to be shown. One that failed before is loaded again: by now it may be mended, or
 * there at all.
 */
export function imageToShow(sample: ImageSample): HTMLImageElement {
  const known = loaded.get(sample.source);
  if (known?.complete === true && known.naturalWidth === 0) loaded.delete(sample.source);
  return imageOf(sample);
}

/** Loads and decodes what may come next, so that a key press needs no disk. */
export function preload(samples: Iterable<ShownSample>): void {
  for (const sample of samples) if (sample.kind === 'image') imageOf(sample).decode().catch(ignore);
}

// An image that cannot be decoded says so itself when it is shown.
const ignore = (): void => undefined;

/** A small image is shown at most so many times as large as it is. */
const mostMagnified = 20;

/**
 * Sizes the image in a place: small images by a whole factor and with hard pixels, so that a 28 × 28 digit
 * is neither tiny nor blurred; large ones shrunk to fit.
 */
export function fitImage(place: HTMLElement): void {
  const image = place.querySelector('img');
  if (image === null) return;
  const width = Number(image.dataset['width'] ?? image.naturalWidth);
  const height = Number(image.dataset['height'] ?? image.naturalHeight);
  if (width === 0 || height === 0) {
    image.addEventListener('load', () => fitImage(place), { once: true });
    return;
  }
  const room = roomIn(place);
  const fitting = Math.min(room.width / width, room.height / height);
  const scale = fitting >= 2 ? Math.min(Math.floor(fitting), mostMagnified) : Math.min(fitting, 1);
  image.classList.toggle('crisp', scale >= 2);
  image.style.width = `${Math.max(1, width * scale)}px`;
  image.style.height = `${Math.max(1, height * scale)}px`;
}
