/** How far a long run is, on standard error: one line rewritten on a terminal, a line now and then elsewhere. */
export class Progress {
  readonly #what: string;
  readonly #total: number;
  readonly #stream: NodeJS.WriteStream;
  readonly #started = performance.now();
  #spoken = this.#started;
  /** What an earlier run left: it took no time of this one. */
  #kept = { count: 0, share: 0 };

  /** @param what what is counted, in the plural: `repeats`. */
  constructor(what: string, total: number, stream: NodeJS.WriteStream = process.stderr) {
    this.#what = what;
    this.#total = total;
    this.#stream = stream;
  }

  /** Counts parts as done that were there already. @param share of the work. */
  keep(count: number, share = count / this.#total): void {
    this.#kept = { count: this.#kept.count + count, share: this.#kept.share + share };
  }

  /**
   * Says that `done` of the total are through; a terminal hears it at once, a log every ten seconds.
   * @param share of the work that is done, where parts cost more the later they come.
   */
  update(done: number, share = done / this.#total): void {
    const now = performance.now();
    if (this.#stream.isTTY) this.#stream.write(`\r\u001b[K${this.#line(done, now, share)}`);
    else if (now - this.#spoken >= 10_000 || done === this.#total)
      this.#stream.write(`${this.#line(done, now, share)}\n`);
    else return;
    this.#spoken = now;
  }

  /** Clears the line on a terminal. */
  finish(): void {
    if (this.#stream.isTTY) this.#stream.write('\r\u001b[K');
  }

  #line(done: number, now: number, share: number): string {
    const elapsed = (now - this.#started) / 1000;
    const line = `${done} of ${this.#total} ${this.#what}, ${elapsed.toFixed(1)} s`;
    const { count, share: before } = this.#kept;
    if (done === count || done === this.#total) return line;
    const left = (elapsed / (share - before)) * (1 - share);
    return `${line}, ${pace((done - count) / elapsed)}, about ${duration(left)} left`;
  }
}

const pace = (perSecond: number): string =>
  perSecond >= 1 ? `${perSecond.toFixed(1)} a second` : `${(1 / perSecond).toFixed(1)} s each`;

const duration = (seconds: number): string =>
  seconds < 100 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
