import { checkCancelled } from '../cancel.ts';
import type { CancelSignal, Machine, Probabilities } from '../types.ts';
import type { NetworkDesign } from './design.ts';
import { ends, forwardGraph } from './graphs.ts';
import { piecesOf, type ReadRows } from './instances.ts';
import { tensorsNamed, type Parameters } from './parameters.ts';

/** Rows of one pass. */
const passSize = 128;

/** The forward pass over rows of the matrix, dropout off. */
export class NetworkPredictor {
  constructor(
    private readonly design: NetworkDesign,
    private readonly parameters: Parameters,
    private readonly read: ReadRows,
    private readonly machine: Machine,
    private readonly signal: CancelSignal,
  ) {}

  async predict(rows: Int32Array): Promise<Probabilities> {
    const { classes } = this.design;
    return { rows: rows.length, classes, data: await this.#run(rows, ends.probabilities, classes) };
  }

  /** What the last hidden layer says: `rows.length × columns`, row-major. */
  async embed(rows: Int32Array): Promise<{ readonly columns: number; readonly values: Float32Array }> {
    const columns = this.design.places.at(-1)!.input[0]!;
    return { columns, values: await this.#run(rows, ends.embedding, columns) };
  }

  async #run(rows: Int32Array, output: string, columns: number): Promise<Float32Array> {
    const program = await this.machine.graphs.compile(forwardGraph(this.design));
    const weights = tensorsNamed(this.parameters, (name) => name);
    const values = new Float32Array(rows.length * columns);
    let done = 0;
    for (const piece of piecesOf(rows, passSize)) {
      checkCancelled(this.signal);
      const instances = { dims: [piece.length, ...this.design.input], data: this.read(piece) };
      const results = await program.run({ ...weights, [ends.instances]: instances });
      values.set(results[output]!.data, done);
      done += piece.length * columns;
    }
    return values;
  }
}
