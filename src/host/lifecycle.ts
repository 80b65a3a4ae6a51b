/** Anything with a `dispose`: those of the editor and of our own. */
export interface Disposable {
  dispose(): unknown;
}

/** Things to dispose together, last first. What is added after the end is disposed at once. */
export class DisposableStore implements Disposable {
  readonly #items: Disposable[] = [];
  #disposed = false;

  add<T extends Disposable>(item: T): T {
    if (this.#disposed) item.dispose();
    else this.#items.push(item);
    return item;
  }

  /** Adds what is undone by calling a function. */
  addCallback(undo: () => unknown): void {
    this.add({ dispose: undo });
  }

  get disposed(): boolean {
    return this.#disposed;
  }

  dispose(): void {
    this.#disposed = true;
    for (let item = this.#items.pop(); item !== undefined; item = this.#items.pop()) item.dispose();
  }
}
