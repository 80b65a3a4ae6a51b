import type { Sample } from '../engine/sample.ts';

/** More than any set of possible next samples; text samples are cut by the reader, so this stays small. */
const kept = 400;

/** Contents of samples that may soon be shown, fetched ahead so that a key press waits for no disk. */
export class SampleStore {
  readonly #samples = new Map<number, Sample>();
  readonly #asked = new Set<number>();

  /**
   * @param fetch reads the contents of rows, in the order asked.
   * @param onLoaded is called when more contents are here.
   * @param onFailure hears why contents could not be fetched; they are asked for again when wanted again.
   */
  constructor(
    private readonly fetch: (rows: readonly number[]) => Promise<readonly Sample[]>,
    private readonly onLoaded: () => void,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  get(row: number): Sample | undefined {
    return this.#samples.get(row);
  }

  /** Asks for the rows that are neither here nor on their way; the first rows stay longest. */
  want(rows: readonly number[]): void {
    for (const row of [...rows].reverse()) this.#touch(row);
    const missing = [...new Set(rows)].filter((row) => !this.#samples.has(row) && !this.#asked.has(row));
    if (missing.length === 0) return;
    for (const row of missing) this.#asked.add(row);
    this.fetch(missing)
      .then((samples) => this.#keep(missing, samples), this.onFailure)
      .finally(() => missing.forEach((row) => this.#asked.delete(row)));
  }

  #touch(row: number): void {
    const sample = this.#samples.get(row);
    if (sample === undefined) return;
    this.#samples.delete(row);
    this.#samples.set(row, sample);
  }

  #keep(rows: readonly number[], samples: readonly Sample[]): void {
    rows.forEach((row, index) => {
      const sample = samples[index];
      if (sample !== undefined) this.#samples.set(row, sample);
    });
    const surplus = Math.max(0, this.#samples.size - kept);
    for (const row of [...this.#samples.keys()].slice(0, surplus)) this.#samples.delete(row);
    this.onLoaded();
  }
}
