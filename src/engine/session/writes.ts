import { HumanError } from '../errors.ts';
import type { Scheduler } from './types.ts';

/** How long an entry may take to reach the disk before the person is told, in milliseconds. */
const patience = 2000;

const slowDisk = (id: string): HumanError =>
  new HumanError(
    `The answer for ${id} has not reached the disk after ${patience / 1000} seconds, so it does not count yet. Check the disk and answer again.`,
  );

/** Journal entries on their way to disk. */
export class Writes {
  readonly #scheduler: Scheduler;
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  get busy(): boolean {
    return this.#underWay.size > 0;
  }

  /** Resolves when all writes known now have ended, well or not. */
  async ended(): Promise<void> {
    await Promise.allSettled(this.#underWay);
  }

  track<T>(writing: Promise<T>): Promise<T> {
    const tracked = writing.finally(() => this.#underWay.delete(tracked));
    this.#underWay.add(tracked);
    return tracked;
  }

  /**
   * Rejects when a write fails, or after two seconds; `late` is called when it arrives after all.
   * @param id the sample the entry is about, for the sentence.
   */
  inTime(writing: Promise<unknown>, id: string, late: () => void): Promise<void> {
    const watched = new Promise<void>((resolve, reject) => {
      let overdue = false;
      const callOff = this.#scheduler.after(patience, () => {
        overdue = true;
        reject(slowDisk(id));
      });
      writing.finally(callOff).then(() => (overdue ? late() : resolve()), reject);
    });
    return this.track(watched);
  }
}
