/** Tells listeners that something changed, once per turn of the event loop, however much did. */
export class Changes<T> {
  readonly #listeners = new Set<(value: T) => void>();
  readonly #read: () => T;
  #announced = false;

  constructor(read: () => T) {
    this.#read = read;
  }

  listen(listener: (value: T) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  announce(): void {
    if (this.#announced) return;
    this.#announced = true;
    void Promise.resolve().then(() => {
      this.#announced = false;
      for (const listener of [...this.#listeners]) listener(this.#read());
    });
  }

  close(): void {
    this.#listeners.clear();
  }
}
