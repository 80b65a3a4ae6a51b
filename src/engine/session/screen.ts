import type { Asked } from './asked.ts';
import type { Scheduler } from './types.ts';

/** What the person has before them: a question or the wait for one, and what there is to say. */
export class Screen {
  readonly #scheduler: Scheduler;
  #asked: Asked | null = null;
  #stale = false;
  #callOff: (() => void) | null = null;
  #impatient = false;
  #message = '';
  #failed = false;

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

  get message(): string {
    return this.#message;
  }

  /** Whether the message is about something that failed. */
  get failed(): boolean {
    return this.#failed;
  }

  /** Whether a wait has run out since a question of its own ranking was last shown: another would too. */
  get impatient(): boolean {
    return this.#impatient;
  }

  show(asked: Asked | null, stale: boolean): void {
    this.#callOff?.();
    this.#callOff = null;
    this.#asked = asked;
    this.#stale = stale && asked !== null;
    if (!stale && asked !== null) this.#impatient = false;
  }

  /** Shows nothing; unless something is shown before, `otherwise` is done after that time. */
  wait(milliseconds: number, otherwise: () => void): void {
    this.show(null, false);
    this.#callOff = this.#scheduler.after(milliseconds, () => {
      this.#impatient = true;
      otherwise();
    });
  }

  say(message: string, failed = false): void {
    this.#message = message;
    this.#failed = failed;
  }

  close(): void {
    this.#callOff?.();
  }
}
