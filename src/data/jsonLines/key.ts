/** Keys whose names differ in upper and lower case only: DuckDB takes them for one column. */
export interface Twins {
  /** The row in which one of them was last given a value, and the key that had it. */
  row: number;
  key: Key | undefined;
  /** Whether a row has values under several of them. */
  clash: boolean;
}

/** What all rows say of one key of the objects. */
export interface Key {
  readonly name: string;
  /** Between the quotes, as written. */
  readonly bytes: Uint8Array;
  readonly index: number;
  readonly twins: Twins;
  /** Bits of `valueKinds`. */
  kinds: number;
  /** Rows with another value than null. */
  present: number;
  /** Rows with ±∞. */
  infinite: number;
  /** The row in which it was last seen. */
  row: number;
  /** Numbers with a fraction or an exponent as they are written, by row, where these are wanted. */
  readonly written: Map<number, string> | undefined;
}

/** Names that DuckDB takes for one have the same fold. */
export const foldCase = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());

/** The keys of a file in the order in which they are first seen, found fast where rows have them in the same order. */
export class Keys {
  readonly all: Key[] = [];
  readonly #byBytes = new Map<string, Key>();
  readonly #byName = new Map<string, Key>();
  readonly #twins = new Map<string, Twins>();
  readonly #isWritten: (name: string) => boolean;
  /** The key that comes next if this row has the keys of the row before. */
  #next = 0;

  /** @param isWritten whether the numbers of a key are wanted as they are written. */
  constructor(isWritten: (name: string) => boolean) {
    this.#isWritten = isWritten;
  }

  /** Call before each row. */
  startRow(): void {
    this.#next = 0;
  }

  /** The key written between two places of a line. @throws SyntaxError where it is no JSON string. */
  find(line: Buffer, start: number, end: number): Key {
    const expected = this.all[this.#next];
    if (expected !== undefined && isSame(expected.bytes, line, start, end)) {
      this.#next++;
      return expected;
    }
    const written = line.toString('latin1', start, end);
    const key = this.#byBytes.get(written) ?? this.#add(line, start, end, written);
    this.#next = key.index + 1;
    return key;
  }

  /** A name may be written in several ways, such as with `\u0061` for `a`. */
  #add(line: Buffer, start: number, end: number, written: string): Key {
    const name = JSON.parse(`"${line.toString('utf8', start, end)}"`) as string;
    const key = this.#byName.get(name) ?? this.#create(name, line.subarray(start, end));
    this.#byBytes.set(written, key);
    return key;
  }

  #create(name: string, bytes: Uint8Array): Key {
    const fold = foldCase(name);
    const twins = this.#twins.get(fold) ?? { row: -1, key: undefined, clash: false };
    this.#twins.set(fold, twins);
    const key: Key = {
      name,
      bytes: Uint8Array.from(bytes),
      index: this.all.length,
      twins,
      kinds: 0,
      present: 0,
      infinite: 0,
      row: -1,
      written: this.#isWritten(name) ? new Map() : undefined,
    };
    this.#byName.set(name, key);
    this.all.push(key);
    return key;
  }
}

function isSame(bytes: Uint8Array, line: Buffer, start: number, end: number): boolean {
  if (bytes.length !== end - start) return false;
  for (let index = 0; index < bytes.length; index++) if (bytes[index] !== line[start + index]) return false;
  return true;
}
