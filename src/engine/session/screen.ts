import type { Asked } from './asked.ts';
import type { Scheduler } from './types.ts';

/** What the person has before them: a question, or the wait for one. */
export class Screen {
  readonly #scheduler: Scheduler;
  #asked: Asked | null = null;
  #stale = false;
  #callOff: (() => void) | null = null;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  get asked(): Asked | null {
    return this.#asked;
  }

  /** Whether the question comes from an older ranking than it should. */
  get stale(): boolean {
    return this.#stale;
  }

  show(asked: Asked | null, stale: boolean): void {
    this.#callOff?.();
    this.#callOff = null;
    this.#asked = asked;
    this.#stale = stale && asked !== null;
  }

  /** Shows nothing; unless something is shown before, `otherwise` is done after that time. */
  wait(milliseconds: number, otherwise: () => void): void {
    this.show(null, false);
    this.#callOff = this.#scheduler.after(milliseconds, otherwise);
  }

  close(): void {
    this.#callOff?.();
  }
}
