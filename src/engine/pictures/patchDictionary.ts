import type { Rng } from '../rng.ts';
import type { CancelSignal } from '../types.ts';
import type { OpenFilterBank } from './filterBank.ts';
import { patchLength, patchPlaces, writePatch } from './patches.ts';
import { sphericalKMeans } from './sphericalKMeans.ts';
import { pictureAt, type Pictures } from './types.ts';
import { learnWhitening, whiten, type Whitening } from './whitening.ts';

/** Kinds of patches that occur in pictures. A patch responds to a kind by its product with the filter less the offset. */
export interface PatchDictionary {
  /** `patchKinds × patchLength`, row-major: centers of whitened patches, with the whitening folded in. */
  readonly filters: Float32Array;
  /** One per filter. */
  readonly offsets: Float32Array;
}

export const patchKinds = 200;
/** Patches that kinds are learned from: so many, or so many of each picture where that is less. */
const sampledPatches = 40_000;
const sampledOfEach = 100;

/**
 * Learns kinds of patches from the pictures alone (Coates and Ng, "Learning feature representations with k-means", 2012):
 * patches drawn at random, contrast-normalized, whitened, and clustered. Labels have no part in it.
 * @throws CancelledError when the signal is raised.
 */
export function learnPatchDictionary(
  pictures: Pictures,
  rng: Rng,
  openBank: OpenFilterBank,
  signal: CancelSignal,
): PatchDictionary {
  const columns = patchLength(pictures.channels);
  const count = Math.min(sampledPatches, sampledOfEach * pictures.count);
  const drawn = drawPatches(pictures, count, rng.fork('patches'));
  const whitening = learnWhitening(drawn, columns);
  const white = whiten(drawn, whitening);
  const centers = sphericalKMeans(white, columns, patchKinds, rng.fork('kinds'), openBank, signal);
  return foldWhitening(centers, whitening);
}

/** Patches at random places of random pictures, `count × patchLength`. */
export function drawPatches(pictures: Pictures, count: number, rng: Rng): Float32Array {
  const length = patchLength(pictures.channels);
  const places = patchPlaces(pictures.side);
  const drawn = new Float32Array(count * length);
  for (let patch = 0; patch < count; patch++) {
    const picture = pictureAt(pictures, rng.below(pictures.count));
    writePatch(picture, pictures, rng.below(places), rng.below(places), drawn, patch * length);
  }
  return drawn;
}

/** (patch − mean) · W · center = patch · (W · center) − mean · (W · center), for W is symmetric: one product, not two. */
export function foldWhitening(centers: Float32Array, { mean, matrix }: Whitening): PatchDictionary {
  const columns = mean.length;
  const filters = new Float32Array(centers.length);
  const offsets = new Float32Array(centers.length / columns);
  for (let kind = 0; kind < offsets.length; kind++) {
    let offset = 0;
    for (let row = 0; row < columns; row++) {
      let sum = 0;
      for (let column = 0; column < columns; column++)
        sum += matrix[row * columns + column]! * centers[kind * columns + column]!;
      filters[kind * columns + row] = sum;
      offset += mean[row]! * sum;
    }
    offsets[kind] = offset;
  }
  return { filters, offsets };
}
