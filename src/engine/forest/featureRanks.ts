type RankArray = Uint16Array | Uint32Array;

/**
 * Sorts every feature once per forest, on first use. Trees then work on integer positions and never sort again
 * (docs/forest.md).
 */
export class FeatureRanks {
  readonly columns: Float32Array;
  readonly rows: number;
  /** `position[feature × rows + row]`: place of the row when the feature's values ascend. */
  readonly position: RankArray;
  /** `order[feature × rows + position]`: the row at that place. */
  readonly order: RankArray;
  readonly #ranked: Uint8Array;
  readonly #keys: Float64Array;
  readonly #bits: Int32Array;

  /** @param columns column-major `rows × features`, finite. */
  constructor(columns: Float32Array, rows: number) {
    const Ranks = rows <= 0x1_0000 ? Uint16Array : Uint32Array;
    this.columns = columns;
    this.rows = rows;
    this.position = new Ranks(columns.length);
    this.order = new Ranks(columns.length);
    this.#ranked = new Uint8Array(columns.length / rows);
    this.#keys = new Float64Array(rows);
    this.#bits = new Int32Array(columns.buffer, columns.byteOffset, columns.length);
  }

  /** Offset of the feature's values, positions and order; ranks it first where that has not been done. */
  offsetOf(feature: number): number {
    if (this.#ranked[feature] === 0) {
      this.#rank(feature * this.rows);
      this.#ranked[feature] = 1;
    }
    return feature * this.rows;
  }

  /** Packs an order-preserving integer of each value and its row into one double: a native numeric sort. */
  #rank(offset: number): void {
    const rows = this.rows;
    const keys = this.#keys;
    const span = rows <= 1024 ? 1024 : 2 ** Math.ceil(Math.log2(rows));
    for (let row = 0; row < rows; row++) {
      keys[row] = ascendingInteger(this.#bits[offset + row]!) * span + row;
    }
    sortKeys(keys);
    for (let place = 0; place < rows; place++) {
      const key = keys[place]!;
      const row = key - Math.floor(key / span) * span;
      this.order[offset + place] = row;
      this.position[offset + row] = place;
    }
  }
}

/** An integer that grows with the float of these bits; −0 and 0 are the same value. */
export function ascendingInteger(bits: number): number {
  if (bits >= 0) return bits;
  return bits === -0x8000_0000 ? 0 : -(bits & 0x7fff_ffff);
}

/** Insertion sort beats the native sort's fixed cost on few keys. */
function sortKeys(keys: Float64Array): void {
  if (keys.length > 40) {
    keys.sort();
    return;
  }
  for (let next = 1; next < keys.length; next++) {
    const key = keys[next]!;
    let place = next;
    while (place > 0 && keys[place - 1]! > key) {
      keys[place] = keys[place - 1]!;
      place--;
    }
    keys[place] = key;
  }
}
