import type { Forest } from '../forest/types.ts';

/** Thresholds kept per column. With these few the features that take a continuum of values have 1/1,024 quantiles. */
const mostThresholds = 1024;

/** The thresholds of one column that a file keeps: all of them, or evenly spaced quantiles where there are too many. */
export class ThresholdTable {
  /** Ascending, distinct. */
  readonly values: Float32Array;

  private constructor(values: Float32Array) {
    this.values = values;
  }

  static of({ feature, threshold }: Forest, column: number): ThresholdTable {
    const sorted = threshold.filter((_, node) => feature[node] === column).sort();
    const distinct = sorted.filter((value, index) => index === 0 || value !== sorted[index - 1]);
    if (distinct.length <= mostThresholds) return new ThresholdTable(distinct);
    const step = (sorted.length - 1) / (mostThresholds - 1);
    const quantiles = Float32Array.from(
      { length: mostThresholds },
      (_, index) => sorted[Math.round(index * step)]!,
    );
    return new ThresholdTable(
      quantiles.filter((value, index) => index === 0 || value !== quantiles[index - 1]),
    );
  }

  /** Place of the kept threshold that is nearest, the lower one of two. */
  placeOf(threshold: number): number {
    let low = 0;
    let high = this.values.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.values[middle]! < threshold) low = middle + 1;
      else high = middle;
    }
    const below = this.values[low - 1];
    return below !== undefined && threshold - below <= this.values[low]! - threshold ? low - 1 : low;
  }
}
