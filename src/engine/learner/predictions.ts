import type { Model, Probabilities } from '../types.ts';

/** What a model says, asked once at most. */
export class Predictions {
  readonly #model: Model;
  #all: Promise<Probabilities> | undefined;

  constructor(model: Model) {
    this.#model = model;
  }

  /** Of every row of the matrix. */
  all(): Promise<Probabilities> {
    return (this.#all ??= Promise.resolve(this.#model.predictAll()));
  }

  /** Of some rows, in their order; only of these where nobody has asked for all and that is cheaper. */
  async of(rows: Int32Array): Promise<Probabilities> {
    if (rows.length === 0) return { rows: 0, classes: 0, data: new Float32Array(0) };
    if (this.#all === undefined && this.#model.predictRows) return await this.#model.predictRows(rows);
    return gatherProbabilities(await this.all(), rows);
  }
}

function gatherProbabilities({ data, classes }: Probabilities, rows: Int32Array): Probabilities {
  const gathered = new Float32Array(rows.length * classes);
  for (const [index, row] of rows.entries()) {
    gathered.set(data.subarray(row * classes, (row + 1) * classes), index * classes);
  }
  return { rows: rows.length, classes, data: gathered };
}
