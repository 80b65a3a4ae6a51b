import { HumanError } from '../errors.ts';

/** Reads numbers one after the other, little-endian; more than there are is an error, never a guess. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get atEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  u8(count: number): Uint8Array {
    const start = this.#advance(count);
    return this.#bytes.subarray(start, start + count);
  }

  u32(count: number): readonly number[] {
    const start = this.#advance(4 * count);
    return Array.from({ length: count }, (_, index) => this.#view.getUint32(start + 4 * index, true));
  }

  f32(count: number): Float32Array {
    const start = this.#advance(4 * count);
    return Float32Array.from({ length: count }, (_, index) => this.#view.getFloat32(start + 4 * index, true));
  }

  /** Low bytes of all values, then their high bytes. */
  u16Planes(count: number): Uint16Array {
    const low = this.u8(count);
    const high = this.u8(count);
    const values = new Uint16Array(count);
    for (let index = 0; index < count; index++) values[index] = low[index]! | (high[index]! << 8);
    return values;
  }

  #advance(count: number): number {
    const start = this.#at;
    if (!(count >= 0 && start + count <= this.#bytes.length)) throw new HumanError('The data end too early.');
    this.#at += count;
    return start;
  }
}
