/**
 * Keeps the panel's calls in order. Labels, skips and flags begin at once, so that the next question is there
 * before the disk has answered; an undo or a redo waits for all before it and is waited for by all after it.
 */
export class CallLedger {
  #barrier: Promise<unknown> = Promise.resolve();
  #waitsForBarrier = 0;
  #last: Promise<unknown> = Promise.resolve();
  #taken = 0;
  #answered = 0;
  /** Rises with every new page: numbers of calls of the pages before mean nothing to it. */
  #page = 0;

  /** Number of the last call the session's question takes into account. */
  get taken(): number {
    return this.#taken;
  }

  /** Number of the last call that is done, as are all before it. */
  get answered(): number {
    return this.#answered;
  }

  /** Forgets all calls: a new page counts from one again. */
  restart(): void {
    this.#page++;
    this.#taken = this.#answered = 0;
  }

  /**
   * Runs a call that changes the question at once. Resolves when it and all before it are done; never rejects.
   * @param work what to do; its failure is for `onFailure`.
   */
  async answer(call: number, work: () => Promise<void>, onFailure: (error: unknown) => void): Promise<void> {
    const page = this.#page;
    const begin = (): Promise<void> => {
      if (page === this.#page) this.#taken = call;
      return work().catch(onFailure);
    };
    const done = this.#waitsForBarrier > 0 ? this.#barrier.then(begin) : begin();
    await this.#finish(call, page, done);
  }

  /** Runs a call whose effect on the question is known only when it is done. */
  async reverse(call: number, work: () => Promise<void>, onFailure: (error: unknown) => void): Promise<void> {
    this.#waitsForBarrier++;
    const page = this.#page;
    const done = this.#last.then(async () => {
      await work().catch(onFailure);
      if (page === this.#page) this.#taken = call;
      this.#waitsForBarrier--;
    });
    this.#barrier = done;
    await this.#finish(call, page, done);
  }

  async #finish(call: number, page: number, done: Promise<void>): Promise<void> {
    this.#last = Promise.all([this.#last, done]);
    await this.#last;
    if (page === this.#page) this.#answered = Math.max(this.#answered, call);
  }
}
