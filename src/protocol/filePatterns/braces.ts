/** `{1..12}`, `{001..120}`, `{a..e}`, and with a step `{0..100..10}`. */
const range = /^(?:(-?\d{1,9})\.\.(-?\d{1,9})|(\p{L})\.\.(\p{L}))(?:\.\.(\d{1,9}))?$/u;

/** Deeper nesting would exhaust the stack. */
const maxDepth = 100;

/** More alternatives than allowed; never leaves this file. */
class TooMany extends Error {}

/**
 * What a pattern stands for: one pattern without braces per choice of alternatives, as in a shell. Braces without a comma
 * or a range, unclosed ones, and those within square brackets stand for themselves.
 * @returns undefined where there are more than `limit` of them, or braces are nested more than 100 deep.
 */
export function expandBraces(pattern: string, limit: number): readonly string[] | undefined {
  try {
    return new BraceReader(pattern, limit).readAll();
  } catch (error) {
    if (error instanceof TooMany) return undefined;
    throw error;
  }
}

/** Reads a pattern once, from left to right. Whatever it returns is a list of the texts that a part stands for. */
class BraceReader {
  #at = 0;
  #depth = 0;

  constructor(
    private readonly pattern: string,
    private readonly limit: number,
  ) {}

  readAll(): readonly string[] {
    let all = this.#readSequence(false);
    // Outside of braces a closing one is a letter like any other.
    while (this.#at < this.pattern.length) all = this.#join(all, this.#take(), this.#readSequence(false));
    return all;
  }

  /** Up to the end, or within braces up to the comma or brace that ends an alternative. */
  #readSequence(inBraces: boolean): readonly string[] {
    let all: readonly string[] = [''];
    while (this.#at < this.pattern.length) {
      const next = this.pattern[this.#at]!;
      if (next === '}' || (inBraces && next === ',')) break;
      all = this.#join(all, next === '{' ? this.#readBraces() : this.#readPlain(inBraces));
    }
    return all;
  }

  #readBraces(): readonly string[] {
    const start = this.#at + 1;
    const alternatives = this.#readAlternatives();
    const isClosed = this.pattern[this.#at] === '}';
    if (isClosed && alternatives.length > 1) {
      this.#at++;
      return this.#checked(alternatives.flat());
    }
    const numbers = isClosed ? this.#readRange(this.pattern.slice(start, this.#at)) : undefined;
    if (numbers === undefined) return this.#literally(alternatives);
    this.#at++;
    return numbers;
  }

  #readAlternatives(): readonly (readonly string[])[] {
    if (++this.#depth > maxDepth) throw new TooMany();
    const alternatives: (readonly string[])[] = [];
    do {
      this.#at++;
      alternatives.push(this.#readSequence(true));
    } while (this.pattern[this.#at] === ',');
    this.#depth--;
    return alternatives;
  }

  /** Braces that are none: what was read stands there as it is written. */
  #literally([first, ...others]: readonly (readonly string[])[]): readonly string[] {
    const inside = others.reduce((all, alternative) => this.#join(all, [','], alternative), first!);
    return this.#join(['{'], inside, this.pattern[this.#at] === '}' ? this.#take() : ['']);
  }

  #readRange(text: string): readonly string[] | undefined {
    const [, first, last, from, to, step = '1'] = range.exec(text) ?? [];
    if (first !== undefined && last !== undefined) {
      const digits = [first, last].some((number) => /^-?0\d/u.test(number))
        ? Math.max(first.length, last.length)
        : 0;
      return this.#count(Number(first), Number(last), Number(step)).map((number) => padded(number, digits));
    }
    if (from === undefined || to === undefined) return undefined;
    const [start, end] = [from.codePointAt(0)!, to.codePointAt(0)!];
    return this.#count(start, end, Number(step)).map((code) => String.fromCodePoint(code));
  }

  #count(first: number, last: number, step: number): readonly number[] {
    const by = Math.max(1, step);
    const steps = Math.floor(Math.abs(last - first) / by);
    if (steps >= this.limit) throw new TooMany();
    return Array.from({ length: steps + 1 }, (_, index) => first + Math.sign(last - first) * by * index);
  }

  /** Text up to the next brace or comma that counts; square brackets are passed over whole. */
  #readPlain(inBraces: boolean): readonly string[] {
    const start = this.#at;
    do
      this.#at =
        (this.pattern[this.#at] === '[' ? endOfBrackets(this.pattern, this.#at) : undefined) ?? this.#at + 1;
    while (this.#at < this.pattern.length && !(inBraces ? '{},' : '{}').includes(this.pattern[this.#at]!));
    return [this.pattern.slice(start, this.#at)];
  }

  #take(): readonly string[] {
    return [this.pattern[this.#at++]!];
  }

  /** Every text of the first list before every one of the next. */
  #join(...parts: readonly (readonly string[])[]): readonly string[] {
    return parts.reduce((all, part) => {
      if (all.length * part.length > this.limit) throw new TooMany();
      return all.flatMap((before) => part.map((after) => before + after));
    });
  }

  #checked(all: readonly string[]): readonly string[] {
    if (all.length > this.limit) throw new TooMany();
    return all;
  }
}

const padded = (number: number, digits: number): string =>
  (number < 0 ? '-' : '') + String(Math.abs(number)).padStart(number < 0 ? digits - 1 : digits, '0');

/** Where the square brackets that open at a place end, behind their `]`; undefined where they are not closed. */
export function endOfBrackets(pattern: string, start: number): number | undefined {
  // A bracket that comes first is one of the characters.
  const first = /[!^]/u.test(pattern[start + 1] ?? '') ? start + 2 : start + 1;
  const end = pattern.indexOf(']', pattern[first] === ']' ? first + 1 : first);
  const slash = pattern.indexOf('/', start);
  return end < 0 || (slash >= 0 && slash < end) ? undefined : end + 1;
}
