import type { JournalState } from '../journal/types.ts';

/**
 * The classes a person may choose, after renames and merges. A class keeps the number the learner knows it by, its
 * place in the manifest; merged classes share the number of the one that took over, or of the first of them.
 */
export class ClassList {
  /** Names on the buttons, in manifest order, with their numbers. */
  readonly shown: readonly { readonly name: string; readonly number: number }[];
  readonly #numbers = new Map<string, number>();
  readonly #names: readonly string[];
  readonly #standing: readonly number[];
  readonly #isRenamed: boolean;

  constructor(classes: readonly string[], successor: JournalState['successor']) {
    this.#names = classes.map(successor);
    this.#isRenamed = classes.some((name, number) => this.#names[number] !== name);
    for (const [number, name] of classes.entries()) {
      if (this.#names[number] === name) this.#numbers.set(name, number);
    }
    for (const [number, name] of this.#names.entries()) {
      if (!this.#numbers.has(name)) this.#numbers.set(name, number);
    }
    this.#standing = this.#names.map((name) => this.numberOf(name));
    this.shown = [...this.#numbers]
      .map(([name, number]) => ({ name, number }))
      .sort((a, b) => a.number - b.number);
  }

  /** The present name of every number, where the journal has renamed or merged one; undefined where all are as they were. */
  get renamed(): readonly string[] | undefined {
    return this.#isRenamed ? this.#names : undefined;
  }

  /** Number of a class by its present name, or −1. */
  numberOf(name: string): number {
    return this.#numbers.get(name) ?? -1;
  }

  nameOf(number: number): string {
    return this.#names[number] ?? '';
  }

  /** The number that stands for a class of the manifest now. */
  resolve(number: number): number {
    return this.#standing[number] ?? -1;
  }
}
