/**
 * Which class took over which name. Renames apply in order: a name that becomes the target of a rename is in
 * use again, so chains end and circles (A → B → A) cannot arise.
 */
export class ClassNames {
  readonly #successors = new Map<string, string>();

  /** Gives a class a new name, which may be one that another class had before. */
  rename(from: string, to: string): Takeover {
    return this.#takeOver([this.resolve(from)], to);
  }

  /**
   * Lets one class take others in. All of them may go by former names, for somebody else may have renamed them
   * meanwhile; only a former name of the merged classes themselves is a name to be used again.
   */
  merge(from: readonly string[], to: string): Takeover {
    const sources = from.map((name) => this.resolve(name));
    const target = this.resolve(to);
    return this.#takeOver(sources, sources.includes(target) ? to : target);
  }

  /** The class that has this name's labels now; the name itself when it was never taken over. */
  resolve(name: string): string {
    let resolved = name;
    for (
      let next = this.#successors.get(resolved);
      next !== undefined;
      next = this.#successors.get(resolved)
    ) {
      resolved = next;
    }
    return resolved;
  }

  #takeOver(from: readonly string[], to: string): Takeover {
    this.#successors.delete(to);
    for (const name of from) if (name !== to) this.#successors.set(name, to);
    return { from, to };
  }
}

/** Present names that give way, and the one their labels have from now on. */
export interface Takeover {
  readonly from: readonly string[];
  readonly to: string;
}
