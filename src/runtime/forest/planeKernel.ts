import { normalizedImportances } from '../../engine/forest/importances.ts';
import type {
  PlaneForest,
  PlaneForests,
  PlanePoints,
  PlaneQuestions,
} from '../../engine/forest/planeForests.ts';
import { blockRows, offsetOf } from '../../engine/matrix.ts';

type Address = WebAssembly.Global<number>;

/** What `kernels/plane.ts` exports; a global is an address. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly points: Address;
  readonly classes: Address;
  readonly labeled: Address;
  readonly labels: Address;
  readonly votes: Address;
  readonly importances: Address;
  readonly depths: Address;
  readonly mostLabeled: Address;
  readonly mostPoints: Address;
  readonly mostTrees: Address;
  sortPoints(count: number): void;
  growForest(labeled: number, seed: number, trees: number): number;
  countOutOfBagRight(): number;
  countWrong(trees: number): number;
  writeVotes(): void;
}

const axes = [0, 1] as const;
/** Class of a point that is not measured on. */
const unmeasured = 2;

/** The kernel of forests on a plane. Its memory never grows, so the views on it stay. */
export class PlaneKernel implements PlaneForests {
  readonly #kernel: Exports;
  readonly #points: readonly [Float32Array, Float32Array];
  readonly #labeled: readonly [Float32Array, Float32Array];
  readonly #labels: Uint8Array;
  #asked: PlanePoints | undefined;

  constructor(module: WebAssembly.Module) {
    const kernel = new WebAssembly.Instance(module, { env: { abort } }).exports as unknown as Exports;
    const pair = (start: Address, length: Address): readonly [Float32Array, Float32Array] => [
      new Float32Array(kernel.memory.buffer, start.value, length.value),
      new Float32Array(kernel.memory.buffer, start.value + 4 * length.value, length.value),
    ];
    this.#kernel = kernel;
    this.#points = pair(kernel.points, kernel.mostPoints);
    this.#labeled = pair(kernel.labeled, kernel.mostLabeled);
    this.#labels = new Uint8Array(kernel.memory.buffer, kernel.labels.value, kernel.mostLabeled.value);
  }

  accepts(points: number, labeled: number): boolean {
    return points <= this.#kernel.mostPoints.value && labeled <= this.#kernel.mostLabeled.value;
  }

  ask(points: PlanePoints): PlaneQuestions {
    return { fit: (rows, trees, seed) => this.#fit(points, rows, trees, seed) };
  }

  /** Writes and sorts the points, unless they are those of the forest before. */
  #place(asked: PlanePoints): void {
    if (this.#asked === asked) return;
    const { features, first, count, testCount, labels } = asked;
    for (let index = 0; index < count;) {
      const row = first + index;
      const length = Math.min(blockRows - (row % blockRows), count - index);
      for (const axis of axes) {
        const start = offsetOf(features, row, axis);
        this.#points[axis].set(features.data.subarray(start, start + length), index);
      }
      index += length;
    }
    const classes = new Uint8Array(this.#kernel.memory.buffer, this.#kernel.classes.value, count);
    classes.fill(unmeasured).set(labels.subarray(first, first + testCount));
    this.#kernel.sortPoints(count);
    this.#asked = asked;
  }

  #fit(asked: PlanePoints, rows: Int32Array, trees: number, seed: number): PlaneForest | undefined {
    if (trees > this.#kernel.mostTrees.value) return undefined;
    this.#place(asked);
    const { features, labels, count } = asked;
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index]!;
      for (const axis of axes) this.#labeled[axis][index] = features.data[offsetOf(features, row, axis)]!;
      this.#labels[index] = labels[row]!;
    }
    if (this.#kernel.growForest(rows.length, seed, trees) === 0) return undefined;
    return new GrownForest(this.#kernel, rows.length, trees, count);
  }
}

/** The forest that the kernel holds. What costs a copy is read when it is asked for. */
class GrownForest implements PlaneForest {
  readonly columns = 2;
  readonly trees: number;
  readonly #kernel: Exports;
  readonly #labeled: number;
  readonly #points: number;

  constructor(kernel: Exports, labeled: number, trees: number, points: number) {
    this.#kernel = kernel;
    this.#labeled = labeled;
    this.#points = points;
    this.trees = trees;
  }

  get importances(): Float64Array {
    return normalizedImportances(
      new Float64Array(this.#kernel.memory.buffer, this.#kernel.importances.value, 2),
    );
  }

  get depths(): Int32Array {
    return new Int32Array(this.#kernel.memory.buffer, this.#kernel.depths.value, this.trees).slice();
  }

  get outOfBagScore(): number {
    return this.#kernel.countOutOfBagRight() / this.#labeled;
  }

  countWrong(): number {
    return this.#kernel.countWrong(this.trees);
  }

  votes(): Uint8Array {
    this.#kernel.writeVotes();
    return new Uint8Array(this.#kernel.memory.buffer, this.#kernel.votes.value, this.#points).slice();
  }
}

/** AssemblyScript's trap; the kernels run without the checks that would call it. */
function abort(): never {
  throw new RangeError('The plane kernel ran out of memory.');
}
