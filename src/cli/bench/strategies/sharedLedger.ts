import { stat } from 'node:fs/promises';
import { appendOutcomes, readOutcomes, type Outcome } from './ledger.ts';
import { outcomeKey } from './protocol.ts';

/**
 * A file of outcomes that other processes may add to at the same time. What they added is seen before anything is measured
 * or kept, so that no simulation stands in it twice.
 */
export class SharedLedger {
  readonly #file: string;
  #outcomes: readonly Outcome[] = [];
  #keys: ReadonlySet<string> = new Set();
  #bytes = -1;

  constructor(file: string) {
    this.#file = file;
  }

  get outcomes(): readonly Outcome[] {
    return this.#outcomes;
  }

  /** Whether the file held such an outcome when it was last read. */
  has(place: Parameters<typeof outcomeKey>[0]): boolean {
    return this.#keys.has(outcomeKey(place));
  }

  /**
   * Reads the file where it has changed.
   * @throws HumanError for a file that cannot be read, or holds something else.
   */
  async refresh(): Promise<void> {
    const bytes = await stat(this.#file).then(
      ({ size }) => size,
      () => 0,
    );
    if (bytes === this.#bytes) return;
    this.#outcomes = await readOutcomes(this.#file);
    this.#keys = new Set(this.#outcomes.map(outcomeKey));
    this.#bytes = bytes;
  }

  /** Keeps the outcomes that nobody else has kept meanwhile. */
  async keep(measured: readonly Outcome[]): Promise<void> {
    await this.refresh();
    const fresh = measured.filter((outcome) => !this.has(outcome));
    if (fresh.length > 0) await appendOutcomes(this.#file, fresh);
    await this.refresh();
  }
}
