import { maximumLevels } from './plan.ts';
import { lookOf, type TextLook } from './textLook.ts';
import { readWritten } from './writtenValues.ts';

/** Different values from which the look of a column is told. */
const lookedAt = 1000;

/** What has been found of a column's texts, one after the other. */
export class TextTally {
  #present = 0;
  #numbers = 0;
  #truths = 0;
  #markers = 0;
  #formattedNumbers = 0;
  #formattedDates = 0;
  /** Different values, each with its rows; the first ones only, once there are too many for categories. */
  readonly #values = new Map<string, number>();
  /** Values that are counted at most: all of the first rows, later ones only while they may be categories. */
  #mostValues = Infinity;
  #isOpenEnded = true;

  /** A value; the empty text is missing. */
  add(text: string | null): void {
    if (text === null || text === '') return;
    this.#present++;
    const rows = this.#values.get(text);
    if (rows !== undefined || this.#values.size < this.#mostValues) this.#values.set(text, (rows ?? 0) + 1);
    if (this.#isOpenEnded) this.#read(text);
  }

  #read(text: string): void {
    const value = readWritten(text);
    this.#numbers += Number(value.number);
    this.#truths += Number(value.truth);
    this.#markers += Number(value.marker);
    this.#formattedNumbers += Number(value.formattedNumber);
    this.#formattedDates += Number(value.formattedDate);
    this.#isOpenEnded = this.isNumber || this.looksLike !== undefined || this.#markers === this.#present;
  }

  /** Values from now on are counted only until they are too many to be categories. */
  endSample(): void {
    this.#mostValues = maximumLevels + 1;
  }

  /** Whether later rows can change what the column is. */
  get isUndecided(): boolean {
    return this.#isOpenEnded || this.#values.size <= maximumLevels;
  }

  /** Rows with a value. */
  get present(): number {
    return this.#present;
  }

  /** Different values, or more than 1,000. */
  get distinct(): number {
    return this.#values.size;
  }

  /** Whether all values are numbers, or all are true or false, but for words for "missing". */
  get isNumber(): boolean {
    const values = this.#truths === 0 ? this.#numbers : this.#truths;
    return values > 0 && values + this.#markers >= this.#present;
  }

  /** What all values seem to be, written in a way that is not read as such. */
  get looksLike(): 'number' | 'date' | undefined {
    const isAll = (count: number): boolean => count > 0 && count + this.#markers >= this.#present;
    if (isAll(this.#formattedNumbers)) return 'number';
    return isAll(this.#formattedDates) ? 'date' : undefined;
  }

  /** What most of the first different values are. */
  look(): TextLook {
    return lookOf(this.examples(lookedAt));
  }

  /** The first different values. */
  examples(count: number): string[] {
    const found: string[] = [];
    for (const text of this.#values.keys()) {
      if (found.length === count) break;
      found.push(text);
    }
    return found;
  }

  /** Every value in code-unit order; undefined where there are more than 1,000. */
  levels(): readonly string[] | undefined {
    return this.#values.size > maximumLevels ? undefined : [...this.#values.keys()].sort();
  }
}
