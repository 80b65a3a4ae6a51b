import type { DatasetFiles } from '../engine/datasetFiles.ts';
import { readStrategyState, rowsKey, writeStrategyState } from '../engine/strategyStateFile.ts';

/** A strategy's state kept between sessions. Of changes in quick succession only the last is written, and nothing fails. */
export class StrategyStateFile {
  readonly #rows: string;
  #last: unknown;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly files: DatasetFiles,
    ids: readonly string[],
  ) {
    this.#rows = rowsKey(ids);
  }

  async read(strategy: string): Promise<unknown> {
    return (this.#last = await readStrategyState(this.files, { strategy, rows: this.#rows }));
  }

  /** Writes the state where it is another than the last. */
  keep(strategy: string, state: unknown): void {
    if (state === undefined || state === this.#last) return;
    this.#last = state;
    this.#writing = this.#writing.then(() => this.#replace(strategy, state)).catch(() => undefined);
  }

  async #replace(strategy: string, state: unknown): Promise<void> {
    if (state !== this.#last) return;
    await writeStrategyState(this.files, { strategy, rows: this.#rows }, state, process.pid);
  }
}
