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
  readonly #offsets: Float32Array;
  readonly #bank: FilterBank;

  constructor(pictures: Pictures, { filters, offsets }: PatchDictionary, openBank: OpenFilterBank) {
    const columns = patchLength(pictures.channels);
    const capacity = patchPlaces(pictures.side) ** 2;
    this.#pictures = pictures;
    this.#offsets = offsets.map((offset) => offset + patchThreshold);
    this.#bank = openBank({ filters: offsets.length, columns, capacity });
    this.#bank.load(filters);
  }

  /**
   * The square root of the mean over the patches of a quarter of max(0, response − threshold), quarter after quarter. The
   * root brings what is frequent and what is rare closer together.
   */
  encode(index: number): Float32Array {
    const kinds = this.#offsets.length;
    const places = patchPlaces(this.#pictures.side);
    const middle = places >> 1;
    writePatches(this.#pictures, index, this.#bank.rows);
    this.#bank.apply(places ** 2);
    const pooled = new Float32Array(quarters * kinds);
    for (let top = 0; top < places; top++) {
      for (let left = 0; left < places; left++) {
        const quarter = (top < middle ? 0 : 2) + (left < middle ? 0 : 1);
        this.#addPatch(top * places + left, pooled, quarter * kinds);
      }
    }
    const sizes = [middle, places - middle];
    return pooled.map((sum, column) => {
      const quarter = Math.floor(column / kinds);
      return Math.sqrt(sum / (sizes[quarter >> 1]! * sizes[quarter & 1]!));
    });
  }

  #addPatch(patch: number, pooled: Float32Array, start: number): void {
    const { responses } = this.#bank;
    const kinds = this.#offsets.length;
    const source = patch * kinds;
    for (let kind = 0; kind < kinds; kind++) {
      const response = responses[source + kind]! - this.#offsets[kind]!;
      if (response > 0) pooled[start + kind] = pooled[start + kind]! + response;
    }
  }
}
