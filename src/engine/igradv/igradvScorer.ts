import { fromRowMajor, type FeatureMatrix } from '../matrix.ts';
import { isSound, type GradientScalars } from '../network/gradients.ts';
import type { Measurement, NetworkView } from '../network/view.ts';
import type { Reason, Round, Scorer } from '../types.ts';
import { averageImportance } from './importance.ts';
import { leastMeasured, measurementOf } from './measurement.ts';
import type { ImportanceRegressor } from './regressors.ts';
import type { ImportanceScore } from './scores.ts';

/** One of the paper's four techniques. */
export interface ImportanceTechnique {
  /** What the score is, for sentences. */
  readonly name: string;
  readonly score: (options: Round['options']) => ImportanceScore;
  readonly regressor: ImportanceRegressor;
  /** Whether it predicts ranks, from 0 for the bottom quarter to 1 for the top quarter, instead of scores. */
  readonly ranked: boolean;
}

/** Importance of rows measured in this round or, with `trainingRows` `all`, in earlier ones. */
interface Measured {
  readonly rows: Int32Array;
  readonly importance: Float64Array;
}

/** LAL-IGradV (Flesca et al., Algorithm 1, lines 5 to 9): measures, learns the importance, predicts it for the pool. */
export class IgradvScorer implements Scorer {
  readonly #technique: ImportanceTechnique;
  #measured: Measured | undefined;
  #keeps = false;
  #scores: Float64Array = new Float64Array(0);
  /** Why the samples are random, where they are. */
  #drawnBecause: string | undefined;

  constructor(technique: ImportanceTechnique, saved: unknown) {
    this.#technique = technique;
    this.#measured = readMeasured(saved);
  }

  async score(round: Round): Promise<Float64Array> {
    const measurement = measurementOf(round);
    const network = round.model.view('network');
    // The first batch is random (line 2).
    if (measurement === undefined || network === undefined)
      return this.#drawn(round, `Drawn at random, until ${leastMeasured} answers have been measured.`);
    const moments = await momentsOf(network, measurement);
    if (moments.length === 0)
      return this.#drawn(round, 'Drawn at random, for the gradients of the network are not finite numbers.');
    this.#drawnBecause = undefined;
    const importance = averageImportance(moments, this.#technique.score(round.options));
    const fresh = { rows: measurement.rows, importance };
    this.#keeps = round.options['trainingRows'] === 'all';
    this.#measured = this.#keeps ? merge(this.#measured, fresh, round.training.rows) : fresh;
    const { features, rows, asked } = await featuresFor(round, network, this.#measured.rows);
    const { machine, signal, rng } = round;
    const table = { features, rows, machine, signal, rng, importance: this.#measured.importance };
    return (this.#scores = await this.#technique.regressor(table, asked));
  }

  explain(_round: Round, index: number): Reason {
    const measured = this.#measured;
    if (measured === undefined || this.#drawnBecause !== undefined) return { text: this.#drawnBecause ?? '' };
    const { name, ranked } = this.#technique;
    const expected = `Expected ${name} ${format(this.#scores[index]!)}`;
    const count = measured.rows.length;
    if (ranked)
      return {
        text: `${expected}: 1 is the top quarter of the ${count} labels measured, 0 the bottom quarter.`,
      };
    const [least, most] = [Math.min(...measured.importance), Math.max(...measured.importance)];
    return {
      text: `${expected}; the ${count} labels measured go from ${format(least)} to ${format(most)}.`,
    };
  }

  /** Equal scores are chosen from at random. */
  #drawn({ candidates }: Round, because: string): Float64Array {
    this.#drawnBecause = because;
    return (this.#scores = new Float64Array(candidates.length));
  }

  /** Plain numbers, which a file of JSON can hold. */
  save(): SavedMeasured | undefined {
    if (!this.#keeps || this.#measured === undefined) return undefined;
    const { rows, importance } = this.#measured;
    return { rows: [...rows], importance: [...importance] };
  }
}

/** What is kept between rounds. */
interface SavedMeasured {
  readonly rows: readonly number[];
  readonly importance: readonly number[];
}

const isNumbers = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'number');

/** What was kept; undefined for anything else, which then counts as none. */
function readMeasured(saved: unknown): Measured | undefined {
  if (typeof saved !== 'object' || saved === null) return undefined;
  const { rows, importance } = saved as Readonly<Record<string, unknown>>;
  if (!isNumbers(rows) || !isNumbers(importance) || rows.length !== importance.length) return undefined;
  if (!rows.every((row) => Number.isInteger(row) && row >= 0)) return undefined;
  return { rows: Int32Array.from(rows), importance: Float64Array.from(importance) };
}

/** What was measured while training, else at the final weights; nothing where gradients are not finite. */
async function momentsOf(
  network: NetworkView,
  measurement: Measurement,
): Promise<readonly GradientScalars[]> {
  if (network.measured.length > 0) return network.measured;
  return [await network.measure(measurement)].filter(isSound);
}

const format = (value: number): string =>
  Math.abs(value) < 1e-3 && value !== 0 ? value.toExponential(1) : value.toFixed(3);

/** Newer values replace older ones; rows that are not labeled any more are left out. */
function merge(known: Measured | undefined, fresh: Measured, labeled: Int32Array): Measured {
  const values = new Map<number, number>();
  for (const { rows, importance } of known ? [known, fresh] : [fresh])
    for (const [index, row] of rows.entries()) values.set(row, importance[index]!);
  const still = new Set(labeled);
  const kept = [...values].filter(([row]) => still.has(row));
  return {
    rows: Int32Array.from(kept, ([row]) => row),
    importance: Float64Array.from(kept, ([, value]) => value),
  };
}

/** What the regressor sees of the measured rows and the candidates: a matrix, and where they stand in it. */
async function featuresFor(
  { training, candidates, options }: Round,
  network: NetworkView,
  measured: Int32Array,
): Promise<{ features: FeatureMatrix; rows: Int32Array; asked: Int32Array }> {
  if (options['features'] !== 'embedding')
    return { features: training.features, rows: measured, asked: candidates };
  const all = Int32Array.from([...measured, ...candidates]);
  const { columns, values } = await network.embed(all);
  return {
    features: fromRowMajor(values, all.length, columns),
    rows: measured.map((_, index) => index),
    asked: candidates.map((_, index) => measured.length + index),
  };
}
