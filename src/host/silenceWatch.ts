/**
 * Notices when a process that should speak says nothing. Silence is counted in ticks and not by the clock, so that
 * a laptop waking up does not take its sleep for silence.
 */
export class SilenceWatch {
  #silentTicks = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly limitSeconds: number,
    private readonly onSilence: () => void,
    private readonly tickSeconds = 1,
  ) {}

  /** Any word from the process. */
  heard(): void {
    this.#silentTicks = 0;
  }

  /** Listens while `expected`, and begins anew whenever that turns true. */
  expect(expected: boolean): void {
    if (expected === (this.#timer !== undefined)) return;
    this.#silentTicks = 0;
    clearInterval(this.#timer);
    this.#timer = expected ? setInterval(() => this.#tick(), this.tickSeconds * 1000) : undefined;
  }

  #tick(): void {
    this.#silentTicks++;
    if (this.#silentTicks * this.tickSeconds < this.limitSeconds) return;
    this.expect(false);
    this.onSilence();
  }
}
