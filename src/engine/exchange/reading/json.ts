/** A JSON value whose numbers keep the text they were written with; `at` is the position of an object's brace. */
export type JsonValue =
  | { readonly kind: 'null' }
  | { readonly kind: 'text' | 'number' | 'boolean'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly JsonValue[] }
  | JsonObject;

/** Keys in the order of the text; one that is written twice is here twice. */
export interface JsonObject {
  readonly kind: 'object';
  readonly at: number;
  readonly keys: readonly string[];
  readonly values: readonly JsonValue[];
}

/** Where a text stops being JSON, and why. */
export class JsonProblem extends Error {
  override readonly name = 'JsonProblem';
  /** Offset in the text, in UTF-16 code units. */
  readonly at: number;
  constructor(reason: string, at: number) {
    super(reason);
    this.at = at;
  }
}

/** Deeper than any file of labels; a hostile one must not exhaust the stack. */
const maxDepth = 200;

const spaces = /[ \t\r\n]*/y;
const stringToken = /"[^"\\\u0000-\u001f]*(?:\\[^\u0000-\u001f][^"\\\u0000-\u001f]*)*"/y;
const numberToken = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])/y;
/** `NaN` and `Infinity` are not JSON, but Python writes them. */
const wordToken = /(?:true|false|null|NaN|-?Infinity)(?!\w)/y;

/**
 * Reads one JSON value that fills the text. Numbers are never turned into doubles: ids beyond 2^53, `1.0` and `1e3`
 * stay as they are written. `NaN` and infinities, which Python writes, are null.
 * @throws JsonProblem where the text is not JSON.
 */
export function parseJson(text: string): JsonValue {
  const reader = new Reader(text);
  const value = reader.value(0);
  reader.expectEnd();
  return value;
}

class Reader {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): JsonValue {
    this.#take(spaces);
    if (depth > maxDepth)
      throw new JsonProblem(`lists and objects are nested more than ${maxDepth} deep`, this.#position);
    const next = this.#text[this.#position];
    if (next === '{') return this.#object(depth);
    if (next === '[') return this.#list(depth);
    return next === '"' ? { kind: 'text', text: this.#string() } : this.#bare();
  }

  expectEnd(): void {
    this.#take(spaces);
    if (this.#position < this.#text.length) throw this.#unexpected('the end');
  }

  #object(depth: number): JsonObject {
    const at = this.#position;
    const keys: string[] = [];
    const values: JsonValue[] = [];
    this.#members('}', () => {
      if (this.#text[this.#position] !== '"') throw this.#unexpected('a key in quotes');
      keys.push(this.#string());
      this.#take(spaces);
      if (this.#text[this.#position] !== ':') throw this.#unexpected('a colon');
      this.#position++;
      values.push(this.value(depth + 1));
    });
    return { kind: 'object', at, keys, values };
  }

  #list(depth: number): JsonValue {
    const items: JsonValue[] = [];
    this.#members(']', () => items.push(this.value(depth + 1)));
    return { kind: 'list', items };
  }

  /** From an opening bracket to the closing one, with commas between the members. */
  #members(closing: string, readMember: () => void): void {
    this.#position++;
    this.#take(spaces);
    if (this.#text[this.#position] === closing) {
      this.#position++;
      return;
    }
    for (;;) {
      this.#take(spaces);
      readMember();
      this.#take(spaces);
      const next = this.#text[this.#position];
      if (next !== ',' && next !== closing) throw this.#unexpected(`a comma or ${closing}`);
      this.#position++;
      if (next === closing) return;
    }
  }

  #string(): string {
    const start = this.#position;
    const token = this.#take(stringToken);
    if (token === undefined) throw this.#badString(start);
    if (!token.includes('\\')) return token.slice(1, -1);
    try {
      return JSON.parse(token) as string;
    } catch {
      throw new JsonProblem('a text has an escape that JSON does not know', start);
    }
  }

  #badString(start: number): JsonProblem {
    const isCutOff = !/["\r\n]/u.test(this.#text.slice(start + 1));
    return isCutOff
      ? this.#ended()
      : new JsonProblem('a text is not closed or holds a control character', start);
  }

  #bare(): JsonValue {
    const number = this.#take(numberToken);
    if (number !== undefined) return { kind: 'number', text: number };
    const word = this.#take(wordToken);
    if (word === undefined) throw this.#unexpected('a value');
    return word === 'true' || word === 'false' ? { kind: 'boolean', text: word } : { kind: 'null' };
  }

  #take(token: RegExp): string | undefined {
    token.lastIndex = this.#position;
    const match = token.exec(this.#text)?.[0];
    this.#position += match?.length ?? 0;
    return match;
  }

  #unexpected(wanted: string): JsonProblem {
    if (this.#position >= this.#text.length) return this.#ended();
    const found = String.fromCodePoint(this.#text.codePointAt(this.#position)!);
    return new JsonProblem(`it has ${found} where ${wanted} is expected`, this.#position);
  }

  #ended(): JsonProblem {
    return new JsonProblem('it ends in the middle of a value', this.#text.length);
  }
}
