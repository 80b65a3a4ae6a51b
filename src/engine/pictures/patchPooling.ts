import type { FilterBank, OpenFilterBank } from './filterBank.ts';
import { patchKinds, type PatchDictionary } from './patchDictionary.ts';
import { patchLength, patchPlaces, writePatches } from './patches.ts';
import type { Pictures } from './types.ts';

/** Responses below this count as none: a patch is of few kinds. */
export const patchThreshold = 0.5;

/** Quarters of a picture, row by row. */
export const quarters = 4;

/** Numbers that one picture becomes: for each quarter one per kind of patch. */
export const patchColumns = quarters * patchKinds;

/** Turns one picture after the other into how much of each kind of patch its quarters hold. */
export class PatchEncoder {
  readonly #pictures: Pictures;
  readonly #bank: FilterBank;

  constructor(pictures: Pictures, { filters, offsets }: PatchDictionary, openBank: OpenFilterBank) {
    const columns = patchLength(pictures.channels);
    const capacity = patchPlaces(pictures.side) ** 2;
    this.#pictures = pictures;
    this.#bank = openBank({ filters: offsets.length, columns, capacity });
    this.#bank.load(filters);
    this.#bank.offsets.set(offsets.map((offset) => offset + patchThreshold));
  }

  /**
   * The square root of the mean over the patches of a quarter of max(0, response − threshold), quarter after quarter. The
   * root brings what is frequent and what is rare closer together.
   */
  encode(index: number): Float32Array {
    const bank = this.#bank;
    const { sums } = bank;
    const places = patchPlaces(this.#pictures.side);
    const middle = places >> 1;
    writePatches(this.#pictures, index, bank.rows);
    bank.apply(places ** 2);
    const encoded = new Float32Array(quarters * sums.length);
    for (let quarter = 0; quarter < quarters; quarter++) {
      const [top, bottom] = quarter < 2 ? [0, middle] : [middle, places];
      const [left, right] = quarter % 2 === 0 ? [0, middle] : [middle, places];
      sums.fill(0);
      for (let row = top; row < bottom; row++) bank.add(row * places + left, right - left);
      const size = (bottom - top) * (right - left);
      encoded.set(
        sums.map((sum) => Math.sqrt(sum / size)),
        quarter * sums.length,
      );
    }
    return encoded;
  }
}
