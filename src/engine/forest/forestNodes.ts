/** The nodes of a forest while it grows: flat arrays that double when full. */
export class ForestNodes {
  readonly outputs: number;
  count = 0;
  feature: Int32Array;
  threshold: Float32Array;
  left: Int32Array;
  value: Float32Array;

  constructor(outputs: number, capacity: number) {
    this.outputs = outputs;
    this.feature = new Int32Array(capacity);
    this.threshold = new Float32Array(capacity);
    this.left = new Int32Array(capacity);
    this.value = new Float32Array(capacity * outputs);
  }

  /** Adds that many leaves and returns the first one's index. */
  addLeaves(count: number): number {
    const first = this.count;
    this.count += count;
    if (this.count > this.feature.length) this.#grow(Math.max(this.count, 2 * this.feature.length));
    this.feature.fill(-1, first, this.count);
    this.left.fill(-1, first, this.count);
    return first;
  }

  /** Turns a leaf into a split with two new leaves and returns the left one's index; the right one follows it. */
  split(node: number, feature: number, threshold: number): number {
    const left = this.addLeaves(2);
    this.feature[node] = feature;
    this.threshold[node] = threshold;
    this.left[node] = left;
    return left;
  }

  /** Exactly the nodes there are. */
  finish(): Pick<ForestNodes, 'feature' | 'threshold' | 'left' | 'value'> {
    return {
      feature: this.feature.slice(0, this.count),
      threshold: this.threshold.slice(0, this.count),
      left: this.left.slice(0, this.count),
      value: this.value.slice(0, this.count * this.outputs),
    };
  }

  #grow(capacity: number): void {
    this.feature = enlarge(this.feature, new Int32Array(capacity));
    this.threshold = enlarge(this.threshold, new Float32Array(capacity));
    this.left = enlarge(this.left, new Int32Array(capacity));
    this.value = enlarge(this.value, new Float32Array(capacity * this.outputs));
  }
}

function enlarge<A extends Int32Array | Float32Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
